/* answer.c: what a carrier's command_status means for the message it answers */
#include "smpp/answer.h"

#include <stddef.h>

struct row {
    uint32_t status;
    enum answer answer;
    const char *words;
};

static const struct row rows[] = {
    {ESME_ROK, ANSWER_TAKEN, "The carrier took it."},
    {ESME_RINVMSGLEN, ANSWER_REFUSED, "The carrier refused the length of the text."},
    {ESME_RINVCMDLEN, ANSWER_REFUSED, "The carrier could not read the request."},
    {ESME_RINVCMDID, ANSWER_REFUSED, "The carrier does not know this kind of request."},
    {ESME_RINVBNDSTS, ANSWER_REFUSED, "The carrier does not let this line send."},
    {ESME_RALYBND, ANSWER_REFUSED, "The carrier says the line is already in use."},
    {ESME_RSYSERR, ANSWER_REFUSED, "The carrier had a system error."},
    {ESME_RINVSRCADR, ANSWER_REFUSED, "The carrier does not accept this sender."},
    {ESME_RINVDSTADR, ANSWER_REFUSED, "The carrier does not know this number."},
    {ESME_RINVMSGID, ANSWER_REFUSED, "The carrier does not know this message."},
    {ESME_RBINDFAIL, ANSWER_REFUSED, "The carrier refused the line."},
    {ESME_RINVPASWD, ANSWER_REFUSED, "The carrier refused the password."},
    {ESME_RINVSYSID, ANSWER_REFUSED, "The carrier does not know the system id."},
    {ESME_RMSGQFUL, ANSWER_LATER, "The carrier's queue is full."},
    {ESME_RSUBMITFAIL, ANSWER_REFUSED, "The carrier refused the message."},
    {ESME_RTHROTTLED, ANSWER_LATER, "The carrier asked to slow down."},
    {ESME_RX_T_APPN, ANSWER_REFUSED, "The carrier's application had a passing error."},
    {ESME_RINVOPTPARSTREAM, ANSWER_REFUSED, "The carrier could not read the parameters."},
};

static const struct row *row_find(uint32_t status)
{
    static const struct row other = {0, ANSWER_REFUSED, "The carrier refused it."};

    for (size_t i = 0; i < COUNT_OF(rows); i++)
        if (rows[i].status == status)
            return &rows[i];
    return &other;
}

enum answer answer_of(uint32_t status)
{
    return row_find(status)->answer;
}

const char *answer_words(uint32_t status)
{
    return row_find(status)->words;
}
