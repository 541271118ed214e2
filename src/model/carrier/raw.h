/* raw.h: what the carrier said, byte for byte, before anybody has read it
 *
 * esmed commits these rows before it answers the carrier, so that nothing which was
 * acknowledged is ever lost; dlrd turns them into states and messages. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/stamp.h"
#include "base/status.h"
#include "db/global.h"
#include "model/message/message_state.h"

enum { RAW_NUMBER = 21, RAW_PDU = 65535 };

struct raw_receipt {
    uint64_t route_id;
    struct str carrier_id;      /* normalised for the route; empty if it named none */
    enum message_state outcome; /* enroute, delivered, failed, rejected, expired, unknown */
    struct str error;           /* absent: none */
    struct str msisdn;          /* whom it was for, without a plus; at most RAW_NUMBER */
    bool has_reference;         /* by which the part is found if no id does */
    uint16_t reference;
    struct stamp taken_at; /* by the carrier's clock; STAMP_NONE: not said */
    struct str excerpt;    /* of the text; ASCII; absent: none */
    struct str pdu;        /* at most RAW_PDU bytes */
};

struct raw_inbound {
    uint64_t route_id;
    struct str sender; /* ours, theirs: at most RAW_NUMBER characters of ASCII */
    struct str msisdn;
    uint8_t coding;
    struct str body; /* octets without the user data header */
    uint16_t concat_ref;
    uint8_t concat_count;
    uint8_t concat_no;
    struct str pdu;
    struct str digest; /* 32 bytes; see raw_inbound_digested */
};

/* So many at once; none of a failed call is kept, if the caller's transaction ends with it. */
enum status raw_receipt_keep(struct db *db, const struct raw_receipt *receipts,
                             size_t count) MUST_USE NONNULL(1);
enum status raw_inbound_keep(struct db *db, const struct raw_inbound *inbound) MUST_USE
    NONNULL(1, 2);

/* The bytes whose SHA-256 is the digest that finds repeats: all that makes a text the same,
 * each with its length. In the arena. */
struct str raw_inbound_digested(struct arena *arena, const struct raw_inbound *inbound)
    NONNULL(1, 2);

extern const struct stmt raw_receipt_add;
extern const struct stmt raw_inbound_add;
#define RAW_KEEP_ASKS &raw_receipt_add, &raw_inbound_add
