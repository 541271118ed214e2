/* address.c: whose network a visitor comes from */
#include "http/address.h"

#include <arpa/inet.h>

struct str address_network(struct arena *arena, struct str address)
{
    unsigned char bits[sizeof(struct in6_addr)];
    struct str mapped = STR("::ffff:");

    if (str_starts(address, mapped)) /* IPv4 in IPv6's clothes */
        return str_from(address, mapped.len);
    if (inet_pton(AF_INET6, str_z(arena, address), bits) != 1)
        return address;
    return str_format(arena, "%02x%02x:%02x%02x:%02x%02x:%02x%02x::/64", bits[0], bits[1],
                      bits[2], bits[3], bits[4], bits[5], bits[6], bits[7]);
}
