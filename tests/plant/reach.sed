# src/model/conversation/contact.c: a statement that reads what the inbox has no right to
s/"SELECT k\.contact_id, k\.name, k\.msisdn, k\.added_at"/"SELECT k.contact_id, (SELECT MAX(u.password) FROM user AS u) AS name, k.msisdn, k.added_at"/
