/* write.h: the folded plan as rows */
#pragma once

#include "db/db.h"
#include "demo/fold.h"

struct writer {
    struct db *db;
    const struct plan *plan;
    const struct tallies *tallies;
    struct arena *scratch; /* reset for each transaction */
    struct str password;   /* PHC string that all people share */
    uint64_t route_id;     /* what was sent went by it */
    uint64_t off_route_id; /* switched off: what waits for it stays queued */
};

/* Accounts, people, memberships, senders, contacts. */
enum status write_world(struct writer *writer) MUST_USE NONNULL(1);
/* What accounts have decided for themselves. */
enum status write_settings(struct writer *writer) MUST_USE NONNULL(1);
/* Invitations that wait for an answer. */
enum status write_invites(struct writer *writer) MUST_USE NONNULL(1);
/* Conversations, people's views of them, counts. */
enum status write_inboxes(struct writer *writer) MUST_USE NONNULL(1);
/* What was done in the accounts and by whom: the audit log. */
enum status write_audit(struct writer *writer) MUST_USE NONNULL(1);
/* Messages and all that belongs to them, and the events between. */
enum status write_messages(struct writer *writer) MUST_USE NONNULL(1);

/* Do `row` for 0 to count - 1, `per` of them a transaction. */
enum status write_batches(struct writer *writer, size_t count, size_t per,
                          enum status (*row)(struct writer *writer, size_t at)) MUST_USE
    NONNULL(1, 4);

#define DEMO_ONLY "demo rows for all accounts are made before anybody works there"

/* What each file asks, for the program's list. */
extern const struct stmt demo_account_add, demo_user_add, demo_membership_add, demo_sender_add,
    demo_contact_add, demo_setting_add, demo_invite_add, demo_invite_grant_add;
extern const struct stmt demo_audit_head_add;
extern const struct stmt demo_conversation_add, demo_own_add, demo_count_add;
extern const struct stmt demo_message_add, demo_part_add, demo_ref_add, demo_receipt_add,
    demo_inbound_add, demo_orphan_add, demo_outbox_add, demo_event_add;
