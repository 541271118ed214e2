/* mime.c: an e-mail as bytes, and back; the one place that knows GMime */
#include "text/mime.h"

#include <gmime/gmime.h>

#include "text/utf8.h"

static void object_end(void *object)
{
    if (*(GObject **)object)
        g_object_unref(*(GObject **)object);
}

static void time_end(GDateTime **time)
{
    if (*time)
        g_date_time_unref(*time);
}

static void options_end(GMimeFormatOptions **options)
{
    g_mime_format_options_free(*options);
}

static void text_end(char **text)
{
    g_free(*text);
}

/* Once a process. */
static void mime_warm(void)
{
    static bool warm;

    if (!warm)
        g_mime_init();
    warm = true;
}

static bool may_stand_in_header(const struct mime_mail *mail)
{
    const struct str all[] = {mail->from,    mail->from_name, mail->to,
                              mail->to_name, mail->subject,   mail->message_id};

    for (size_t i = 0; i < COUNT_OF(all); i++)
        if (!utf8_is_valid(all[i], UTF8_ONE_LINE))
            return false;
    return mail->from.len > 0 && mail->to.len > 0 && mail->message_id.len > 0;
}

static GMimeObject *part_make(const char *subtype, struct str text)
{
    ON_EXIT(object_end)
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(text.at ? text.at : "", text.len);
    ON_EXIT(object_end)
    GMimeDataWrapper *content =
        g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT);
    GMimePart *part = g_mime_part_new_with_type("text", subtype);

    g_mime_object_set_content_type_parameter(GMIME_OBJECT(part), "charset", "utf-8");
    g_mime_part_set_content_encoding(part, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
    g_mime_part_set_content(part, content);
    return GMIME_OBJECT(part);
}

/* Both forms, the richer one last (RFC 2046, 5.1.4). The boundary is made of the Message-ID,
 * so that a repeat has the same bytes; it can't stand in a text that came before it. */
static GMimeObject *body_make(struct arena *arena, const struct mime_mail *mail)
{
    GMimeMultipart *body = g_mime_multipart_new_with_subtype("alternative");
    struct str left = str_upto(mail->message_id, str_find(mail->message_id, '@'));
    ON_EXIT(object_end) GMimeObject *text = part_make("plain", mail->text);
    ON_EXIT(object_end) GMimeObject *html = part_make("html", mail->html);

    g_mime_multipart_set_boundary(body, str_format(arena, "=_%.*s", STR_ARG(left)).at);
    g_mime_multipart_add(body, text);
    g_mime_multipart_add(body, html);
    return GMIME_OBJECT(body);
}

static void headers_set(struct arena *arena, GMimeMessage *message,
                        const struct mime_mail *mail)
{
    const char *to_name = mail->to_name.len > 0 ? str_z(arena, mail->to_name) : NULL;
    ON_EXIT(time_end)
    GDateTime *date = g_date_time_new_from_unix_utc(mail->date.us / STAMP_SECOND);

    g_mime_message_add_mailbox(message, GMIME_ADDRESS_TYPE_FROM, str_z(arena, mail->from_name),
                               str_z(arena, mail->from));
    g_mime_message_add_mailbox(message, GMIME_ADDRESS_TYPE_TO, to_name, str_z(arena, mail->to));
    g_mime_message_set_subject(message, str_z(arena, mail->subject), "utf-8");
    g_mime_message_set_date(message, date);
    g_mime_message_set_message_id(message, str_z(arena, mail->message_id));
    g_mime_object_set_header(GMIME_OBJECT(message), "Auto-Submitted", "auto-generated", NULL);
}

enum status mime_write(struct arena *arena, const struct mime_mail *mail, struct str *out)
{
    ON_EXIT(options_end) GMimeFormatOptions *options = NULL;
    ON_EXIT(object_end) GMimeMessage *message = NULL;
    ON_EXIT(object_end) GMimeObject *body = NULL;
    ON_EXIT(object_end) GMimeStream *stream = NULL;
    const GByteArray *bytes;

    if (!may_stand_in_header(mail))
        return INVALID;
    mime_warm();
    options = g_mime_format_options_new();
    g_mime_format_options_set_newline_format(options, GMIME_NEWLINE_FORMAT_DOS);
    message = g_mime_message_new(TRUE);
    headers_set(arena, message, mail);
    body = body_make(arena, mail);
    g_mime_message_set_mime_part(message, body);
    stream = g_mime_stream_mem_new();
    if (g_mime_object_write_to_stream(GMIME_OBJECT(message), options, stream) < 0)
        return BROKEN;
    bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
    *out = str_copy(arena, (struct str){.at = (const char *)bytes->data, .len = bytes->len});
    return OK;
}

/* A copy in which whatever is not clean UTF-8 has become U+FFFD. */
static struct str clean(struct arena *arena, const char *text)
{
    struct str rest = str_of(text);
    struct strbuf out = {.arena = arena};

    if (!text)
        return rest;
    if (utf8_is_valid(rest, UTF8_LINES))
        return str_copy(arena, rest);
    while (rest.len > 0) {
        uint32_t point = utf8_next(&rest);
        bool control = (point < 0x20 && point != '\n' && point != '\t') || point == 0x7f;

        if (point != '\r')
            utf8_put(&out, control ? UTF8_REPLACEMENT : point);
    }
    return strbuf_str(&out);
}

static struct str addresses(struct arena *arena, GMimeMessage *message, GMimeAddressType type)
{
    InternetAddressList *list = g_mime_message_get_addresses(message, type);
    ON_EXIT(text_end)
    char *text = list ? internet_address_list_to_string(list, NULL, FALSE) : NULL;

    return clean(arena, text);
}

/* The first part of that type; parts that are no text are passed over. */
static struct str part_find(struct arena *arena, GMimeMessage *message, const char *subtype)
{
    GMimePartIter *parts = g_mime_part_iter_new(GMIME_OBJECT(message));
    struct str found = {0};

    do {
        GMimeObject *part = g_mime_part_iter_get_current(parts);
        ON_EXIT(text_end) char *text = NULL;

        if (!part || !GMIME_IS_TEXT_PART(part) ||
            !g_mime_content_type_is_type(g_mime_object_get_content_type(part), "text", subtype))
            continue;
        text = g_mime_text_part_get_text(GMIME_TEXT_PART(part));
        found = clean(arena, text);
    } while (!found.at && g_mime_part_iter_next(parts));
    g_mime_part_iter_free(parts);
    return found;
}

enum status mime_read(struct arena *arena, struct str bytes, struct mime_seen *out)
{
    ON_EXIT(object_end) GMimeStream *stream = NULL;
    ON_EXIT(object_end) GMimeParser *parser = NULL;
    ON_EXIT(object_end) GMimeMessage *message = NULL;
    GDateTime *date;

    if (bytes.len > MIME_MOST)
        return TOO_MUCH;
    mime_warm();
    stream = g_mime_stream_mem_new_with_buffer(bytes.at ? bytes.at : "", bytes.len);
    parser = g_mime_parser_new_with_stream(stream);
    message = g_mime_parser_construct_message(parser, NULL);
    if (!message)
        return INVALID;
    date = g_mime_message_get_date(message);
    *out = (struct mime_seen){
        .from = addresses(arena, message, GMIME_ADDRESS_TYPE_FROM),
        .to = addresses(arena, message, GMIME_ADDRESS_TYPE_TO),
        .subject = clean(arena, g_mime_message_get_subject(message)),
        .message_id = clean(arena, g_mime_message_get_message_id(message)),
        .date =
            date ? (struct stamp){.us = g_date_time_to_unix(date) * STAMP_SECOND} : STAMP_NONE,
        .text = part_find(arena, message, "plain"),
        .html = part_find(arena, message, "html"),
    };
    return OK;
}
