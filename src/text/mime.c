/* mime.c: an e-mail as bytes, and back; the one place that knows GMime
 *
 * GMime makes and reads bodies; headers are written by mime_word.h. */
#include "text/mime.h"

#include <gmime/gmime.h>

#include "text/mime_word.h"
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
    if (*options)
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

/* The headers up to those of the body. */
static enum status headers_put(struct strbuf *out, const struct mime_mail *mail)
{
    ON_EXIT(time_end)
    GDateTime *date = g_date_time_new_from_unix_utc(mail->date.us / STAMP_SECOND);
    ON_EXIT(text_end) char *date_text = date ? g_mime_utils_header_format_date(date) : NULL;
    struct str from;
    struct str to;
    struct str subject;
    struct str id;

    TRY(mime_person(out->arena, mail->from_name, mail->from, &from));
    TRY(mime_person(out->arena, mail->to_name, mail->to, &to));
    TRY(mime_person(out->arena, STR(""), mail->message_id, &id));
    TRY(mime_text(out->arena, mail->subject, &subject));
    if (!date_text)
        return INVALID;
    strbuf_put_format(out, "Date: %s\r\n", date_text);
    strbuf_put_format(out, "From: %.*s\r\n", STR_ARG(from));
    strbuf_put_format(out, "To: %.*s\r\n", STR_ARG(to));
    strbuf_put_format(out, "Subject: %.*s\r\n", STR_ARG(subject));
    strbuf_put_format(out, "Message-ID: <%.*s>\r\n", STR_ARG(id));
    strbuf_put_z(out, "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n");
    return OK;
}

enum status mime_write(struct arena *arena, const struct mime_mail *mail, struct str *out)
{
    ON_EXIT(options_end) GMimeFormatOptions *options = NULL;
    ON_EXIT(object_end) GMimeObject *body = NULL;
    ON_EXIT(object_end) GMimeStream *stream = NULL;
    struct strbuf message = {.arena = arena};
    const GByteArray *bytes;

    mime_warm();
    TRY(headers_put(&message, mail));
    options = g_mime_format_options_new();
    g_mime_format_options_set_newline_format(options, GMIME_NEWLINE_FORMAT_DOS);
    body = body_make(arena, mail);
    stream = g_mime_stream_mem_new();
    if (g_mime_object_write_to_stream(body, options, stream) < 0)
        return BROKEN;
    bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
    strbuf_put(&message, (struct str){.at = (const char *)bytes->data, .len = bytes->len});
    *out = strbuf_str(&message);
    return OK;
}

/* A copy with lines ended by LF, in which whatever is not clean UTF-8 has become U+FFFD. */
static struct str clean(struct arena *arena, const char *text)
{
    struct str rest = str_of(text);
    struct strbuf out = {.arena = arena};

    if (!text)
        return rest;
    while (rest.len > 0) {
        uint32_t point = utf8_next(&rest);
        bool control = (point < 0x20 && point != '\n' && point != '\t') || point == 0x7f;

        if (point != '\r')
            utf8_put(&out, control ? UTF8_REPLACEMENT : point);
    }
    return out.len > 0 ? strbuf_str(&out) : STR("");
}

static struct str addresses(struct arena *arena, GMimeMessage *message, GMimeAddressType type)
{
    InternetAddressList *list = g_mime_message_get_addresses(message, type);
    ON_EXIT(text_end)
    char *text = list ? internet_address_list_to_string(list, NULL, FALSE) : NULL;

    return clean(arena, text);
}

static struct stamp date_of(GMimeMessage *message)
{
    GDateTime *date = g_mime_message_get_date(message);

    if (!date)
        return STAMP_NONE;
    return (struct stamp){.us = g_date_time_to_unix(date) * STAMP_SECOND};
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

    if (bytes.len > MIME_MOST)
        return TOO_MUCH;
    mime_warm();
    stream = g_mime_stream_mem_new_with_buffer(bytes.at ? bytes.at : "", bytes.len);
    parser = g_mime_parser_new_with_stream(stream);
    message = g_mime_parser_construct_message(parser, NULL);
    if (!message)
        return INVALID;
    *out = (struct mime_seen){
        .from = addresses(arena, message, GMIME_ADDRESS_TYPE_FROM),
        .to = addresses(arena, message, GMIME_ADDRESS_TYPE_TO),
        .subject = clean(arena, g_mime_message_get_subject(message)),
        .message_id = clean(arena, g_mime_message_get_message_id(message)),
        .date = date_of(message),
        .text = part_find(arena, message, "plain"),
        .html = part_find(arena, message, "html"),
    };
    return OK;
}
