/* test_text_mime.c: headers are built safely, and any bytes are read (IO-07)
 *
 * That another reader understands what is written is tests/wire/mail-words.own.mjs. */
#include "kit/unit.h"
#include "text/mime.h"

static const struct mime_mail plain = {
    .from = {"branchline@sms.example", 22},
    .from_name = {"Branchline", 10},
    .to = {"zoe@tallowood.example", 21},
    .to_name = {"Zoe Hart", 8},
    .subject = {"You are invited", 15},
    .message_id = {"0123456789abcdef@sms.example", 28},
    .date = {INT64_C(1763962200000000)},
    .text = {"Hello,\n\nlong =3D\n.\nend\n", 23},
    .html = {"<p>Hello</p>\n", 13},
};

static struct str written(struct arena *arena, const struct mime_mail *mail)
{
    struct str out = {0};

    assert_int_equal(mime_write(arena, mail, &out), OK);
    return out;
}

static void it_reads_what_it_wrote(void **state)
{
    struct mime_seen seen;

    assert_int_equal(mime_read(*state, written(*state, &plain), &seen), OK);
    ASSERT_STR(*state, seen.from, "Branchline <branchline@sms.example>");
    ASSERT_STR(*state, seen.to, "Zoe Hart <zoe@tallowood.example>");
    ASSERT_STR(*state, seen.subject, "You are invited");
    ASSERT_STR(*state, seen.message_id, "0123456789abcdef@sms.example");
    ASSERT_STR(*state, seen.html, "<p>Hello</p>\n");
    assert_int_equal(seen.date.us, plain.date.us);
}

static void a_repeat_has_the_same_bytes(void **state)
{
    assert_true(str_equal(written(*state, &plain), written(*state, &plain)));
}

/* Nothing that was typed makes a second header: it is refused before it is written. */
static void no_header_is_broken(void **state)
{
    static const char *const bad[] = {
        "a\r\nBcc: x@y.example", "a\nb", "a\rb", "a\tb", "a\x7f", "\xff"};
    struct str out = STR("untouched");

    for (size_t i = 0; i < COUNT_OF(bad) * 6; i++) {
        struct mime_mail mail = plain;
        struct str *const places[] = {&mail.from,    &mail.from_name, &mail.to,
                                      &mail.to_name, &mail.subject,   &mail.message_id};

        *places[i % 6] = str_of(bad[i / 6]);
        assert_int_equal(mime_write(*state, &mail, &out), INVALID);
    }
    for (size_t i = 0; i < 6; i++) {
        struct mime_mail mail = plain;
        struct str *const places[] = {&mail.from,    &mail.from_name, &mail.to,
                                      &mail.to_name, &mail.subject,   &mail.message_id};

        *places[i] = (struct str){.at = "a\0b", .len = 3};
        assert_int_equal(mime_write(*state, &mail, &out), INVALID);
    }
    ASSERT_STR(*state, out, "untouched");
}

/* Every line ends in CRLF, is ASCII, and is no longer than RFC 5322 recommends. */
static void check_lines(struct str bytes)
{
    size_t width = 0;

    for (size_t i = 0; i < bytes.len; i++) {
        if (bytes.at[i] == '\n')
            assert_true(i > 0 && bytes.at[i - 1] == '\r');
        if (bytes.at[i] == '\r')
            assert_true(i + 1 < bytes.len && bytes.at[i + 1] == '\n');
        assert_true((unsigned char)bytes.at[i] < 0x80);
        width = bytes.at[i] == '\n' ? 0 : width + 1;
        assert_true(width <= 79);
    }
}

static void long_names_are_folded(void **state)
{
    struct mime_mail mail = plain;
    struct mime_seen seen;
    struct str bytes;

    mail.to_name = repeated(*state, "Zoë-Ж", 24);
    mail.subject = repeated(*state, "Grüße aus 東京 ", 12);
    mail.text = repeated(*state, "wörd and more of it without an end ", 60);
    bytes = written(*state, &mail);
    check_lines(bytes);
    assert_int_equal(mime_read(*state, bytes, &seen), OK);
    ASSERT_STR(*state, str_trim(seen.subject), str_z(*state, str_trim(mail.subject)));
    ASSERT_STR(*state, seen.text, str_z(*state, mail.text));
    assert_true(str_starts(seen.to, mail.to_name));
}

static void any_bytes_are_read(void **state)
{
    static const char *const odd[] = {
        "",
        "\n",
        "no header at all",
        "Subject: =?utf-8?q?=ff=fe?=\n\nx",
        "Content-Type: multipart/mixed; boundary=a\n\n--a\n--a\n--a--\n",
        "Content-Type: multipart/mixed; boundary=\"\"\n\n----\n",
        "Content-Type: text/html; charset=utf-7\nContent-Transfer-Encoding: base64\n\n!!!",
        "From: \xff\xff <\xff>\nTo: ,,,;\nDate: never\nMessage-ID: <<>>\n\n\xff\xfe\x01",
    };

    for (size_t i = 0; i < COUNT_OF(odd); i++) {
        struct mime_seen seen = {0};
        enum status status = mime_read(*state, str_of(odd[i]), &seen);

        assert_true(status == OK || status == INVALID);
    }
}

static void what_is_read_is_clean(void **state)
{
    struct mime_seen seen;
    struct str bytes = STR("Subject: a\x01"
                           "b\xff\nContent-Type: text/plain; charset=x-none\n\n"
                           "one\x02\r\ntwo\xff\n");

    assert_int_equal(mime_read(*state, bytes, &seen), OK);
    for (size_t i = 0; i < seen.text.len; i++)
        assert_true(seen.text.at[i] == '\n' || (unsigned char)seen.text.at[i] >= 0x20);
    for (size_t i = 0; i < seen.subject.len; i++)
        assert_true((unsigned char)seen.subject.at[i] >= 0x20);
}

static void too_much_is_refused(void **state)
{
    struct mime_seen seen;

    assert_int_equal(mime_read(*state, repeated(*state, "0123456789abcdef", 65537), &seen),
                     TOO_MUCH);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(it_reads_what_it_wrote), UNIT(a_repeat_has_the_same_bytes),
        UNIT(no_header_is_broken),    UNIT(long_names_are_folded),
        UNIT(any_bytes_are_read),     UNIT(what_is_read_is_clean),
        UNIT(too_much_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
