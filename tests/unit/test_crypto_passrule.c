/* test_crypto_passrule.c: which passwords may be chosen: lengths (AU-01), fifty that are known
 * to be bad and fifty that are good (AU-02) */
#include <unistd.h>

#include "base/stamp.h"
#include "crypto/blocklist.h"
#include "crypto/passrule.h"
#include "kit/unit.h"

static struct arena *list_arena;
static struct blocklist *blocklist;

static int blocklist_up(void **state)
{
    const char *build = getenv("BRANCHLINE_BUILD");
    struct str path;

    (void)state;
    list_arena = arena_new(0, 0);
    path = str_format(list_arena, "%s/share/blocklist.txt", build ? build : "build");
    return blocklist_open(list_arena, path.at, &blocklist) == OK ? 0 : 1;
}

static int blocklist_down(void **state)
{
    (void)state;
    arena_free(list_arena);
    return 0;
}

static struct password_context context(void)
{
    return (struct password_context){.account = STR("Rostering"),
                                     .parent = STR("Tallowood Garden Group"),
                                     .person = STR("Zoë Whitfield"),
                                     .email = STR("mara.whitfield@tallowood.example")};
}

static enum password_fault checked(struct arena *arena, size_t least, struct str password)
{
    struct password_context known = context();

    return password_check(arena, blocklist, least, password, &known);
}

/* Letters that are no run, no word and no name. */
static struct str letters(struct arena *arena, size_t count)
{
    static const char many[] = "kxwqjvbzmphdgtrlcnsf";
    struct strbuf buf = {.arena = arena};

    for (size_t i = 0; i < count; i++)
        strbuf_put_byte(&buf, many[(i * 7 + i / 20 * 3) % 20]);
    return strbuf_str(&buf);
}

struct length {
    size_t points;
    enum password_fault without_totp;
    enum password_fault with_totp;
};

static const struct length lengths[] = {
    {0, PASSWORD_SHORT, PASSWORD_SHORT}, {1, PASSWORD_SHORT, PASSWORD_SHORT},
    {7, PASSWORD_SHORT, PASSWORD_SHORT}, {8, PASSWORD_SHORT, PASSWORD_FINE},
    {14, PASSWORD_SHORT, PASSWORD_FINE}, {15, PASSWORD_FINE, PASSWORD_FINE},
    {64, PASSWORD_FINE, PASSWORD_FINE},  {128, PASSWORD_FINE, PASSWORD_FINE},
    {129, PASSWORD_LONG, PASSWORD_LONG}, {5000, PASSWORD_LONG, PASSWORD_LONG},
};

static void lengths_have_bounds(void **state)
{
    for (size_t i = 0; i < COUNT_OF(lengths); i++) {
        struct str password = letters(*state, lengths[i].points);

        assert_int_equal(checked(*state, PASSWORD_LEAST, password), lengths[i].without_totp);
        assert_int_equal(checked(*state, PASSWORD_LEAST_WITH_TOTP, password),
                         lengths[i].with_totp);
    }
}

static void code_points_are_counted(void **state)
{
    assert_int_equal(
        checked(*state, 15, STR("😀🍓🌲🚲🎻🧭🪴🌧🦉🎈🍋🧦🪁🐌")),
        PASSWORD_SHORT);
    assert_int_equal(
        checked(*state, 15,
                STR("😀🍓🌲🚲🎻🧭🪴🌧🦉🎈🍋🧦🪁🐌🥝")),
        PASSWORD_FINE);
    assert_int_equal(checked(*state, 15, STR("жук сидел на окне")), PASSWORD_FINE);
    assert_int_equal(checked(*state, 15, STR("  green bulbs  ")), PASSWORD_FINE);
    assert_int_equal(checked(*state, 15, (struct str){"green bulbs\0in april", 20}),
                     PASSWORD_NOT_TEXT);
    assert_int_equal(checked(*state, 15, (struct str){"green bulbs\xff in april", 21}),
                     PASSWORD_NOT_TEXT);
}

static const char *const bad[] = {
    "password",
    "Password1",
    "passw0rd",
    "P@ssw0rd",
    "p4$$w0rd!",
    "12345678",
    "123456789",
    "1234567890",
    "qwertyui",
    "qwerty123",
    "qwertyuiop",
    "1q2w3e4r",
    "1qaz2wsx",
    "iloveyou",
    "sunshine",
    "princess",
    "football",
    "baseball",
    "superman",
    "trustno1",
    "letmein1",
    "dragon123",
    "monkey2024",
    "abc12345",
    "abcdefgh",
    "11111111",
    "aaaaaaaa",
    "12121212",
    "welcome1",
    "Welcome2026!",
    "charlie!",
    "michael1",
    "jennifer",
    "starwars",
    "whatever",
    "qazwsxedc",
    "asdfghjkl",
    "zxcvbnm1",
    "98765432",
    "ＰＡＳＳＷＯＲＤ",
    /* fifteen and more */
    "passwordpassword",
    "password1234567890",
    "PasswordPassword1",
    "123456789012345",
    "987654321098765",
    "qwertyuiopasdfgh",
    "aaaaaaaaaaaaaaaa",
    "abcabcabcabcabcabc",
    "111222333444555",
    "1234567890qwerty",
    "!!!! password !!!!",
    "iloveyouiloveyou",
    "sunshine 2025 !!!!",
    "123456789qwerty",
    "0000000000000000",
    /* names that belong to the account */
    "branchline2026",
    "branchline sms 1",
    "SMSsmsSMSsmsSMS",
    "tallowood garden",
    "Tallowood Garden Group",
    "mara.whitfield!!",
    "whitfield-mara-2026",
    "rostering rostering",
    "tallowoodpassword",
    "Br4nchl1ne 2026!!",
    "zoë whitfield 123",
};

static void bad_ones_are_refused(void **state)
{
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        enum password_fault fault = checked(*state, PASSWORD_LEAST_WITH_TOTP, str_of(bad[i]));

        if (fault != PASSWORD_COMMON && fault != PASSWORD_RUN && fault != PASSWORD_CONTEXT)
            fail_msg("\"%s\" passes as %d", bad[i], fault);
    }
    assert_true(COUNT_OF(bad) >= 50);
}

static const char *const good[] = {
    "green bulbs in april",
    "the ferry leaves at six",
    "purple kettle sings",
    "nine wet umbrellas",
    "my aunt grows lemons",
    "slow trains to Lithgow",
    "kx9 vq2 mm7 zr4 tb1",
    "wattle and two crows",
    "cold tea, warm socks",
    "seven chairs one table",
    "Ich mag grüne Äpfel",
    "la lune sur le toit",
    "жук сидел на окне",
    "緑の球根が四月に咲きました",
    "كتاب على الطاولة القديمة",
    "τρία ποτήρια νερό",
    "correct horse bat staple",
    "tractor violin harbour",
    "849302840193847",
    "7391 0462 8815 937",
    "hJ8#kd92ms!LqP0x",
    "b4nan4 tr33 h0us3",
    "pick up milk on friday",
    "who painted the gate",
    "a very long sentence that nobody would guess",
    "rain on a tin roof again",
    "dog dig dug deep den",
    "I can't find my hat",
    "let's paint it blue",
    "ten thousand paper boats",
    "mara likes old bicycles",
    "garden of quiet frogs",
    "tallowood trees smell of honey",
    "sms is not how I whisper",
    "branchlines run to the coast",
    "rostering is hard on mondays",
    "Whitfield meets a kangaroo",
    "x7 x8 y2 q9 w0 p5 r3",
    "Zwölf Boxkämpfer jagen",
    "pi is 3.14159 or so",
    "open the pod bay doors hal",
    "velvet ostrich comet",
    "saffron pylon gravel",
    "three spoons, no forks",
    "my bike has 21 gears",
    "under the jacaranda",
    "northbound and hungry",
    "marmalade at midnight",
    "quartz sparrow lantern",
    "😀🍓🌲🚲🎻🧭🪴🌧🦉🎈🍋🧦🪁🐌🥝",
    "éèêëàâäôöùûüç",
    "lots of spaces   here",
};

static void good_ones_are_taken(void **state)
{
    for (size_t i = 0; i < COUNT_OF(good); i++) {
        enum password_fault fault = checked(*state, PASSWORD_LEAST_WITH_TOTP, str_of(good[i]));

        if (fault != PASSWORD_FINE)
            fail_msg("\"%s\" is refused as %d", good[i], fault);
    }
    assert_true(COUNT_OF(good) >= 50);
}

static void faults_have_sentences(void **state)
{
    ASSERT_STR(*state, password_fault_say(*state, PASSWORD_FINE, 15), "");
    for (int fault = PASSWORD_SHORT; fault <= PASSWORD_CONTEXT; fault++)
        assert_true(
            str_ends(password_fault_say(*state, (enum password_fault)fault, 15), STR(".")));
    assert_true(str_find_str(password_fault_say(*state, PASSWORD_SHORT, 15), STR("15")) < 99);
}

static void context_may_be_absent(void **state)
{
    struct password_context nothing = {0};

    assert_int_equal(
        password_check(*state, blocklist, 15, STR("tallowood garden group"), &nothing),
        PASSWORD_FINE);
    assert_int_equal(
        password_check(*state, blocklist, 15, STR("Branchline SMS 2026"), &nothing),
        PASSWORD_CONTEXT);
}

static void the_list_is_large_and_quick(void **state)
{
    enum { LOOKUPS = 20000 };
    int64_t begin;
    size_t found = 0;

    (void)state;
    assert_true(blocklist_count(blocklist) >= BLOCKLIST_LEAST);
    assert_true(blocklist_has(blocklist, STR("password")));
    assert_true(blocklist_has(blocklist, STR("123456")));
    assert_true(blocklist_has(blocklist, STR("tractor"))); /* cracklib's */
    assert_false(blocklist_has(blocklist, STR("")));
    assert_false(blocklist_has(blocklist, STR("tractorvi")));
    assert_false(blocklist_has(blocklist, STR("password\n")));
    assert_false(blocklist_has(blocklist, STR("\xff\xff\xff")));
    assert_false(blocklist_has(blocklist, STR("\x01")));

    begin = clock_monotonic_us();
    for (int i = 0; i < LOOKUPS; i++)
        found += blocklist_has(blocklist, str_of(good[(size_t)i % COUNT_OF(good)]));
    assert_int_equal(found, 0);
    assert_true((clock_monotonic_us() - begin) / LOOKUPS < 1000); /* under a millisecond */
}

/* Every entry is found, the first and the last among them. */
static void every_entry_is_found(void **state)
{
    struct str rest = file_text(*state, "BRANCHLINE_BUILD", "build", "share/blocklist.txt");

    while (rest.len > 0)
        assert_true(blocklist_has(blocklist, str_cut(&rest, '\n')));
}

static void a_bad_file_is_refused(void **state)
{
    static const char *const contents[] = {"", "b\na\n", "a\na\n", "a\nb\n"};
    struct blocklist *list = NULL;

    assert_int_equal(blocklist_open(*state, "/nowhere/blocklist.txt", &list), BROKEN);
    for (size_t i = 0; i < COUNT_OF(contents); i++) {
        char name[] = "/tmp/branchline-list-XXXXXX";
        int fd = mkstemp(name);
        size_t len = strlen(contents[i]);

        assert_int_equal(write(fd, contents[i], len), (ssize_t)len);
        close(fd);
        assert_int_equal(blocklist_open(*state, name, &list), BROKEN);
        unlink(name);
    }
    assert_null(list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(lengths_have_bounds),         UNIT(code_points_are_counted),
        UNIT(bad_ones_are_refused),        UNIT(good_ones_are_taken),
        UNIT(faults_have_sentences),       UNIT(context_may_be_absent),
        UNIT(the_list_is_large_and_quick), UNIT(every_entry_is_found),
        UNIT(a_bad_file_is_refused),
    };

    return cmocka_run_group_tests(tests, blocklist_up, blocklist_down);
}
