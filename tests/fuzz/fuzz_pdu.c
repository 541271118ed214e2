/* fuzz_pdu.c: any bytes as a PDU; what was read and written once stays so */
#include "fuzz.h"

#include "smpp/concat.h"
#include "smpp/pdu.h"
#include "smpp/tlv.h"

static bool is_inside(struct str part, struct str whole)
{
    return part.len == 0 || (part.at >= whole.at && part.at + part.len <= whole.at + whole.len);
}

static void written_again(struct arena *arena, const struct pdu *pdu)
{
    char *first = arena_take(arena, PDU_MOST);
    char *second = arena_take(arena, PDU_MOST);
    struct pdu back;
    size_t first_len = 0;
    size_t second_len = 0;

    if (pdu_write(pdu, first, PDU_MOST, &first_len) != OK)
        return; /* taken liberally, sent strictly */
    MUST(first_len >= PDU_HEAD && first_len <= PDU_MOST);
    MUST(pdu_read((struct str){.at = first, .len = first_len}, &back) == OK);
    MUST(pdu_write(&back, second, PDU_MOST, &second_len) == OK);
    MUST(str_equal((struct str){.at = first, .len = first_len},
                   (struct str){.at = second, .len = second_len}));
}

void fuzz_one(struct arena *arena, struct str bytes)
{
    struct pdu_head head;
    struct pdu pdu;
    struct concat concat;

    if (pdu_peek(bytes, &head) != OK)
        return;
    MUST(head.length >= PDU_HEAD && head.length <= PDU_MOST);
    if (pdu_read(bytes, &pdu) != OK)
        return;
    MUST(pdu.command == head.command && pdu.sequence == head.sequence);
    MUST(is_inside(pdu_message(&pdu), bytes) && is_inside(pdu.source, bytes));
    MUST(tlv_whole(pdu.tlvs).len == pdu.tlvs.len);
    concat = concat_read(&pdu);
    MUST(concat.total >= 1 && concat.number >= 1 && concat.number <= concat.total);
    MUST(is_inside(concat.text, bytes));
    written_again(arena, &pdu);
}
