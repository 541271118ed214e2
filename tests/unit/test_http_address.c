/* test_http_address.c: one network, one count of tries */
#include "http/address.h"
#include "kit/unit.h"

static void an_ipv4_address_counts_alone(void **state)
{
    ASSERT_STR(*state, address_network(*state, STR("192.0.2.7")), "192.0.2.7");
    ASSERT_STR(*state, address_network(*state, STR("::ffff:192.0.2.7")), "192.0.2.7");
}

static void an_ipv6_network_counts_as_one(void **state)
{
    ASSERT_STR(*state, address_network(*state, STR("2001:db8:1:2::1")),
               "2001:0db8:0001:0002::/64");
    ASSERT_STR(*state, address_network(*state, STR("2001:db8:1:2:ffff:1:2:3")),
               "2001:0db8:0001:0002::/64");
    ASSERT_STR(*state, address_network(*state, STR("2001:db8:1:3::1")),
               "2001:0db8:0001:0003::/64");
    ASSERT_STR(*state, address_network(*state, STR("::1")), "0000:0000:0000:0000::/64");
}

static void what_is_no_address_stays(void **state)
{
    ASSERT_STR(*state, address_network(*state, STR("unix:")), "unix:");
    ASSERT_STR(*state, address_network(*state, STR("")), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(an_ipv4_address_counts_alone),
        UNIT(an_ipv6_network_counts_as_one),
        UNIT(what_is_no_address_stays),
    };

    return cmocka_run_group_tests_name("http_address", tests, NULL, NULL);
}
