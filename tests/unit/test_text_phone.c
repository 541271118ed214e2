/* test_text_phone.c: phone numbers as people type them */
#include "kit/unit.h"
#include "text/phone.h"

struct good {
    const char *country;
    const char *typed;
    const char *e164;
    const char *of;
};

static const struct good goods[] = {
    {"AU", "0491 570 157", "+61491570157", "AU"},
    {"AU", "0491570157", "+61491570157", "AU"},
    {"AU", "491 570 157", "+61491570157", "AU"},
    {"AU", "+61 491 570 157", "+61491570157", "AU"},
    {"AU", "61491570157", "+61491570157", "AU"},
    {"AU", "+61 (0)491 570 157", "+61491570157", "AU"},
    {"AU", "(0491) 570-157", "+61491570157", "AU"},
    {"AU", "0491.570.157", "+61491570157", "AU"},
    {"AU", "0491\u00a0570\u00a0157", "+61491570157", "AU"},
    {"AU", "0491\u2013570\u2011157", "+61491570157", "AU"},
    {"AU", "\u202a+61 491 570 157\u202c", "+61491570157", "AU"},
    {"AU", "\u200e0491 570 157\ufeff", "+61491570157", "AU"},
    {"AU", "٠٤٩١ ٥٧٠ ١٥٧", "+61491570157", "AU"},
    {"AU", "०४९१५७०१५७", "+61491570157", "AU"},
    {"AU", "＋６１　４９１　５７０　１５７", "+61491570157", "AU"},
    {"AU", "0011 61 491 570 157", "+61491570157", "AU"},
    {"AU", "00 61 491 570 157", "+61491570157", "AU"},
    {"AU", "011 61 491 570 157", "+61491570157", "AU"},
    {"NZ", "00 61 491 570 157", "+61491570157", "AU"},
    {"US", "011 61 491 570 157", "+61491570157", "AU"},
    {"AU", "0491 570 006", "+61491570006", "AU"},
    {"AU", "+61 491 579 999", "+61491579999", "AU"},
    {"AU", "02 5550 1234", "+61255501234", "AU"},
    {"AU", "+64 21 345 678", "+6421345678", "NZ"},
    {"NZ", "021 345 678", "+6421345678", "NZ"},
    {"GB", "07700 900123", "+447700900123", "GB"},
    {"US", "(202) 555-0147", "+12025550147", "US"},
    {"AU", "+1 202 555 0147", "+12025550147", "US"},
    {"DE", "0151 12345678", "+4915112345678", "DE"},
};

static void numbers_are_read(void **state)
{
    for (size_t i = 0; i < COUNT_OF(goods); i++) {
        struct phone phone =
            phone_parse(*state, str_of(goods[i].country), str_of(goods[i].typed));

        print_message("# %s\n", goods[i].typed);
        assert_int_equal(phone.fault, PHONE_FINE);
        ASSERT_STR(*state, phone.e164, goods[i].e164);
        ASSERT_STR(*state, phone.country, goods[i].of);
        ASSERT_STR(*state, phone_fault_words(*state, &phone), "");
        ASSERT_STR(*state, phone_fault_detail(*state, &phone), "");
    }
}

struct bad {
    const char *typed;
    enum phone_fault fault;
    const char *words;
    const char *detail;
};

static const struct bad bads[] = {
    {"0491 570 15", PHONE_SHORT, "is one digit short", "9 digits; an Australian mobile has 10"},
    {"0491 57", PHONE_SHORT, "is four digits short", "6 digits; an Australian mobile has 10"},
    {"491 570 15", PHONE_SHORT, "is one digit short",
     "8 digits; an Australian mobile has 9 without its first 0"},
    {"+61 491 570 15", PHONE_SHORT, "is one digit short",
     "10 digits; an Australian mobile has 11 with its country code"},
    {"+64 21 345", PHONE_SHORT, "is three digits short",
     "7 digits; a New Zealand mobile has 10 with its country code"},
    {"1", PHONE_SHORT, "is eight digits short",
     "1 digit; an Australian mobile has 9 without its first 0"},
    {"0491 570 1578", PHONE_LONG, "has one digit too many",
     "11 digits; an Australian mobile has 10"},
    {"0491 570 157 0491 570 156", PHONE_LONG, "has 10 digits too many",
     "20 digits; an Australian mobile has 10"},
    {"0491 57O 157", PHONE_LETTERS, "has letters in it",
     "“O” is a letter; a number has digits only"},
    {"Grace Tuala", PHONE_LETTERS, "has letters in it",
     "“G” is a letter; a number has digits only"},
    {"6.14E+10", PHONE_LETTERS, "has letters in it",
     "“E” is a letter; a number has digits only"},
    {"0491 570 157 x2", PHONE_LETTERS, "has letters in it",
     "“x” is a letter; a number has digits only"},
    {"0491 570 157#", PHONE_SIGNS, "has “#” in it", "“#” is no part of a number"},
    {"+61+491570157", PHONE_SIGNS, "has “+” in it", "“+” is no part of a number"},
    {"0491 570 157 😎", PHONE_SIGNS, "has “😎” in it", "“😎” is no part of a number"},
    {"+999 123 456 789", PHONE_COUNTRY, "begins with a country code that no country has",
     "After the + comes a country code, such as +61"},
    {"+0491570157", PHONE_COUNTRY, "begins with a country code that no country has",
     "After the + comes a country code, such as +61"},
    {"", PHONE_EMPTY, "is empty", "Nothing was typed here"},
    {" \u00a0- ", PHONE_EMPTY, "is empty", "Nothing was typed here"},
    {"+", PHONE_EMPTY, "is empty", "Nothing was typed here"},
};

static void faults_are_said(void **state)
{
    for (size_t i = 0; i < COUNT_OF(bads); i++) {
        struct phone phone = phone_parse(*state, STR("AU"), str_of(bads[i].typed));

        print_message("# %s\n", bads[i].typed);
        assert_int_equal(phone.fault, bads[i].fault);
        assert_null(phone.e164.at);
        ASSERT_STR(*state, phone_fault_words(*state, &phone), bads[i].words);
        ASSERT_STR(*state, phone_fault_detail(*state, &phone), bads[i].detail);
    }
}

static void hostile_texts_do_no_harm(void **state)
{
    struct str digits = repeated(*state, "9", 100000);
    struct phone phone = phone_parse(*state, STR("AU"), digits);

    assert_int_equal(phone.fault, PHONE_LONG);
    assert_int_equal(phone.digits, 100000);
    assert_int_equal(phone.digits - phone.off_by, 9);
    assert_int_equal(phone_parse(*state, STR("AU"), (struct str){"\0491", 4}).fault,
                     PHONE_SIGNS);
    assert_int_equal(phone_parse(*state, STR("AU"), (struct str){"04\xff", 3}).fault,
                     PHONE_SIGNS);
    assert_int_equal(phone_parse(*state, STR("XX"), STR("0491 570 157")).fault, PHONE_COUNTRY);
    assert_int_equal(phone_parse(*state, STR(""), STR("+61 491 570 157")).fault, PHONE_FINE);
    assert_int_equal(phone_parse(*state, str_of(NULL), str_of(NULL)).fault, PHONE_EMPTY);
}

static void numbers_are_shown_to_their_reader(void **state)
{
    ASSERT_STR(*state, phone_show(*state, STR("AU"), STR("+61491570157")), "0491 570 157");
    ASSERT_STR(*state, phone_show(*state, STR("NZ"), STR("+61491570157")), "+61 491 570 157");
    ASSERT_STR(*state, phone_show(*state, STR("AU"), STR("+6421345678")), "+64 21 345 678");
    ASSERT_STR(*state, phone_show(*state, STR("US"), STR("+12025550147")), "(202) 555-0147");
    ASSERT_STR(*state, phone_show_international(*state, STR("+61491570157")),
               "+61 491 570 157");
    ASSERT_STR(*state, phone_show(*state, STR("AU"), STR("TALLOWOOD")), "TALLOWOOD");
    ASSERT_STR(*state, phone_show(*state, STR("AU"), STR("+61x")), "+61x");
    ASSERT_STR(*state, phone_show(*state, STR("AU"), STR("+")), "+");
    ASSERT_STR(*state, phone_show(*state, STR(""), STR("+61491570157")), "+61 491 570 157");
}

static void countries_are_known(void **state)
{
    (void)state;
    assert_true(phone_country_exists(STR("AU")));
    assert_true(phone_country_exists(STR("NZ")));
    assert_false(phone_country_exists(STR("XX")));
    assert_false(phone_country_exists(STR("au")));
    assert_false(phone_country_exists(STR("")));
    assert_false(phone_country_exists(STR("AUS")));
}

static void a_people_ends_the_hint(void **state)
{
    ASSERT_STR(*state, phone_people(*state, STR("AU")), "Australian");
    ASSERT_STR(*state, phone_people(*state, STR("NZ")), "New Zealand");
    ASSERT_STR(*state, phone_people(*state, STR("BR")), "numbers of BR");
}

static void lists_are_split(void **state)
{
    struct list list;

    assert_int_equal(phone_list_split(*state,
                                      STR("Grace Tuala\r\n0491 570 156,  0491 570 15 ;\n\n"
                                          "\t+61 491 570 159\t\t;;,"),
                                      10, &list),
                     OK);
    assert_int_equal(list.count, 4);
    ASSERT_STR(*state, LIST_AT(&list, struct phone_entry, 0)->text, "Grace Tuala");
    ASSERT_STR(*state, LIST_AT(&list, struct phone_entry, 1)->text, "0491 570 156");
    ASSERT_STR(*state, LIST_AT(&list, struct phone_entry, 2)->text, "0491 570 15");
    ASSERT_STR(*state, LIST_AT(&list, struct phone_entry, 3)->text, "+61 491 570 159");
    assert_int_equal(phone_list_split(*state, STR(" \n,; "), 10, &list), OK);
    assert_int_equal(list.count, 0);
    assert_int_equal(phone_list_split(*state, STR("1,2,3,"), 3, &list), OK);
    assert_int_equal(phone_list_split(*state, STR("1,2,3,4"), 3, &list), TOO_MUCH);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(numbers_are_read),         UNIT(faults_are_said),
        UNIT(hostile_texts_do_no_harm), UNIT(numbers_are_shown_to_their_reader),
        UNIT(countries_are_known),      UNIT(a_people_ends_the_hint),
        UNIT(lists_are_split),
    };

    phone_warm();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
