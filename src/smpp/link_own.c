/* link_own.c: what every part of a link does: it sends, and it may be lost */
#include "smpp/link_own.h"

void link_lose(struct link *link, const char *why)
{
    if (!link->lost)
        link->lost = why;
}

void link_send_own(struct link *link, struct pdu pdu)
{
    if (stream_put(&link->stream, &pdu) != OK)
        link_lose(link, pdu.command == BIND_TRANSCEIVER
                            ? "the system id or password is too long"
                            : "the carrier does not read");
}

void link_flush(struct link *link)
{
    if (link->stream.fd >= 0 && link->state != CONNECTING && stream_flush(&link->stream) != OK)
        link_lose(link, "the carrier closed the line");
}

void link_reply(struct link *link, const struct pdu *pdu, uint32_t status)
{
    link_send_own(link, (struct pdu){.command = pdu->command | PDU_RESPONSE,
                                     .status = status,
                                     .sequence = pdu->sequence});
}
