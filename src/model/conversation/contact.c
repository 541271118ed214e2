/* contact.c: a person whom an account writes to (only read here) */
#include "model/conversation/contact.h"

SHAPE(contact, FIELD(contact, contact_id), FIELD(contact, name), FIELD(contact, msisdn),
      FIELD(contact, added_at));

STMT(contact_by_number, &contact_shape,
     "SELECT k.contact_id, k.name, k.msisdn, k.added_at"
     "  FROM contact AS k"
     " WHERE " OWN("k") " AND k.msisdn = ?");

enum status contact_of_number(struct tenant *t, struct str msisdn, struct contact *out)
{
    return tenant_one(t, &contact_by_number, WITH(TEXT(msisdn)), out);
}
