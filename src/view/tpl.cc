/* tpl.cc: the one place that knows ctemplate
 *
 * A dictionary here is not ctemplate's TemplateDictionary but a class of our own behind the
 * same interface: values are views in an array of the visit's arena, so filling copies and
 * frees nothing (TemplateDictionary keeps a tree of nodes a row), a name that no template
 * says is dropped at once, and a row's false flag hides its section even where an outer
 * dictionary shows one of that name, which TemplateDictionary can't say. */
#include <ctemplate/per_expand_data.h>
#include <ctemplate/template.h>
#include <ctemplate/template_cache.h>
#include <ctemplate/template_dictionary_interface.h>
#include <ctemplate/template_emitter.h>

#include <cstring>
#include <new>

extern "C" {
#include "view/shelf.h"
#include "view/tpl.h"
}

using ctemplate::TemplateDictionaryInterface;
using ctemplate::TemplateString;

struct tpl {
    struct shelf shelf;
    ctemplate::TemplateCache *cache;
};

namespace
{

enum said_kind { SAID_TEXT, SAID_HIDDEN, SAID_SHOWN, SAID_ROWS, SAID_FILE };

struct said {
    const struct key *key;
    said_kind kind;
    struct str text;    /* SAID_TEXT */
    struct dict *first; /* SAID_ROWS, SAID_FILE: chained by dict.next */
    struct dict *last;
};

bool is_section(said_kind kind)
{
    return kind == SAID_HIDDEN || kind == SAID_SHOWN || kind == SAID_ROWS;
}

bool is_text(said_kind kind)
{
    return kind == SAID_TEXT;
}

bool is_file(said_kind kind)
{
    return kind == SAID_FILE;
}

} // namespace

struct dict final : TemplateDictionaryInterface {
    const struct tpl *tpl;
    struct arena *arena;
    const struct dict *parent = nullptr;
    struct dict *next = nullptr; /* the next row of the same section */
    const char *file = nullptr;  /* of a dictionary made by dict_include */
    said *all = nullptr;
    size_t count = 0;
    size_t room = 0;

    dict(const struct tpl *tpl_, struct arena *arena_) : tpl(tpl_), arena(arena_)
    {
    }

    said *own(const struct key *key, bool (*fits)(said_kind)) const
    {
        for (size_t i = count; i > 0; i--)
            if (all[i - 1].key == key && fits(all[i - 1].kind))
                return &all[i - 1];
        return nullptr;
    }

    const said *find(const TemplateString &name, bool (*fits)(said_kind)) const
    {
        const struct str text = {name.data(), name.size()};
        const struct key *key = shelf_key(&tpl->shelf, text, str{"", 0});

        for (const struct dict *d = this; key && d; d = d->parent)
            if (const said *s = d->own(key, fits))
                return s;
        return nullptr;
    }

    said *add(const struct key *key, said_kind kind)
    {
        if (count == room) {
            const size_t wide = room ? room * 2 : 8;
            said *wider = static_cast<said *>(arena_array(arena, wide, sizeof(said)));

            if (count > 0)
                memcpy(wider, all, count * sizeof(said));
            all = wider;
            room = wide;
        }
        all[count] = said{key, kind, {nullptr, 0}, nullptr, nullptr};
        return &all[count++];
    }

    TemplateString GetValue(const TemplateString &name) const override
    {
        const said *s = find(name, is_text);

        return s && s->text.at ? TemplateString(s->text.at, s->text.len)
                               : TemplateString("", 0);
    }

    bool IsHiddenSection(const TemplateString &name) const override
    {
        const said *s = find(name, is_section);

        return !s || s->kind == SAID_HIDDEN;
    }

    bool IsUnhiddenSection(const TemplateString &name) const override
    {
        return !IsHiddenSection(name);
    }

    /* An include that was given nothing and means no file has no name, which hides it. */
    bool IsHiddenTemplate(const TemplateString &) const override
    {
        return false;
    }

    const char *GetIncludeTemplateName(const TemplateString &name, int number) const override
    {
        const said *s = find(name, is_file);
        const struct str text = {name.data(), name.size()};
        const struct key *key = shelf_key(&tpl->shelf, text, str{"", 0});
        const struct dict *given = s ? s->first : nullptr;

        while (given && number-- > 0)
            given = given->next;
        return given ? given->file : key ? key->file : nullptr;
    }

    Iterator *CreateTemplateIterator(const TemplateString &name) const override
    {
        const said *s = find(name, is_file);

        return new (arena) rows(s ? s->first : nullptr);
    }

    Iterator *CreateSectionIterator(const TemplateString &name) const override
    {
        const said *s = find(name, is_section);

        return new (arena) rows(s ? s->first : nullptr);
    }

    void DumpToString(std::string *, int) const override
    {
    }

    /* ctemplate deletes what the two functions above return; the memory is the arena's. */
    struct rows final : Iterator {
        const struct dict *at;

        explicit rows(const struct dict *first) : at(first)
        {
        }

        static void *operator new(size_t size, struct arena *arena)
        {
            return arena_take(arena, size);
        }

        static void operator delete(void *)
        {
        }

        static void operator delete(void *, struct arena *)
        {
        }

        bool HasNext() const override
        {
            return at != nullptr;
        }

        const TemplateDictionaryInterface &Next() override
        {
            const struct dict *now = at;

            at = now->next;
            return *now;
        }
    };
};

namespace
{

/* Straight into the page's buffer. */
struct page final : ctemplate::ExpandEmitter {
    struct strbuf *out;

    explicit page(struct strbuf *out_) : out(out_)
    {
    }

    void Emit(char c) override
    {
        strbuf_put_byte(out, c);
    }

    void Emit(const std::string &s) override
    {
        strbuf_put(out, str{s.data(), s.size()});
    }

    void Emit(const char *s) override
    {
        strbuf_put_z(out, s);
    }

    void Emit(const char *s, size_t len) override
    {
        strbuf_put(out, str{s, len});
    }
};

enum { PAGE_ROOM = 32 << 10 }; /* most pages fit, so the buffer rarely moves */

void cache_delete(void *cache)
{
    delete static_cast<ctemplate::TemplateCache *>(cache);
}

enum status cache_fill(struct tpl *tpl, struct str *why)
{
    for (size_t i = 0; i < tpl->shelf.count; i++) {
        const struct sheet *sheet = &tpl->shelf.sheets[i];

        if (tpl->cache->StringToTemplateCache(sheet->file, sheet->text.at, sheet->text.len,
                                              ctemplate::STRIP_BLANK_LINES))
            continue;
        *why = str_format(tpl->shelf.arena, "template %s: ctemplate refuses it", sheet->file);
        return INVALID;
    }
    tpl->cache->Freeze();
    return OK;
}

struct dict *dict_below(struct dict *dict)
{
    struct dict *child =
        new (arena_take(dict->arena, sizeof(*dict))) struct dict(dict->tpl, dict->arena);

    child->parent = dict;
    return child;
}

struct dict *dict_chain(struct dict *dict, const struct key *key, said_kind kind,
                        bool (*fits)(said_kind))
{
    struct dict *child = dict_below(dict);
    said *s = dict->own(key, fits);

    if (!s || s->kind != kind)
        s = dict->add(key, kind);
    if (s->last)
        s->last->next = child;
    else
        s->first = child;
    s->last = child;
    return child;
}

} // namespace

extern "C" {

enum status tpl_open(struct arena *arena, const char *dir, const char *const *files,
                     struct tpl **out, struct str *why)
{
    struct tpl *tpl = ARENA_NEW(arena, struct tpl);

    tpl->shelf.arena = arena;
    tpl->shelf.dir = dir;
    TRY(shelf_read(&tpl->shelf, files, why));
    tpl->cache = new ctemplate::TemplateCache;
    arena_defer(arena, cache_delete, tpl->cache);
    TRY(cache_fill(tpl, why));
    *out = tpl;
    return OK;
}

enum status tpl_names(const struct tpl *tpl, const char *file, const struct tpl_name **out,
                      size_t *count)
{
    const struct sheet *sheet = shelf_find(&tpl->shelf, file);

    if (!sheet)
        return NOT_FOUND;
    *out = sheet->marks;
    *count = sheet->mark_count;
    return OK;
}

enum status tpl_render(const struct tpl *tpl, const char *file, const struct dict *dict,
                       struct strbuf *out)
{
    page emitter(out);

    if (!shelf_find(&tpl->shelf, file))
        return BROKEN;
    if (out->room == 0) {
        out->at = static_cast<char *>(arena_take(out->arena, PAGE_ROOM));
        out->room = PAGE_ROOM;
    }
    return tpl->cache->ExpandWithData(file, ctemplate::STRIP_BLANK_LINES, dict, nullptr,
                                      &emitter)
               ? OK
               : BROKEN;
}

struct dict *dict_new(const struct tpl *tpl, struct arena *arena)
{
    return new (arena_take(arena, sizeof(struct dict))) struct dict(tpl, arena);
}

const struct key *dict_key(const struct dict *dict, const char *name, const char *suffix)
{
    return shelf_key(&dict->tpl->shelf, str_of(name), str_of(suffix));
}

struct arena *dict_arena(const struct dict *dict)
{
    return dict->arena;
}

void dict_put(struct dict *dict, const struct key *key, struct str value)
{
    if (key)
        dict->add(key, SAID_TEXT)->text = value;
}

void dict_show(struct dict *dict, const struct key *key, bool shown)
{
    if (key)
        dict->add(key, shown ? SAID_SHOWN : SAID_HIDDEN);
}

void dict_text(struct dict *dict, const char *name, struct str value)
{
    dict_put(dict, dict_key(dict, name, ""), value);
}

void dict_word(struct dict *dict, const char *name, const char *value)
{
    dict_text(dict, name, str_of(value));
}

void dict_number(struct dict *dict, const char *name, uint64_t value)
{
    const struct key *key = dict_key(dict, name, "");

    if (key)
        dict_put(dict, key,
                 str_format(dict->arena, "%llu", static_cast<unsigned long long>(value)));
}

void dict_flag(struct dict *dict, const char *name, bool shown)
{
    dict_show(dict, dict_key(dict, name, ""), shown);
    dict_show(dict, dict_key(dict, name, "_not"), !shown);
}

struct dict *dict_section(struct dict *dict, const char *name)
{
    const struct key *key = dict_key(dict, name, "");

    return key ? dict_chain(dict, key, SAID_ROWS, is_section) : dict_below(dict);
}

struct dict *dict_include(struct dict *dict, const char *name, const char *file)
{
    const struct key *key = dict_key(dict, name, "");
    struct dict *child = key ? dict_chain(dict, key, SAID_FILE, is_file) : dict_below(dict);

    child->file = file;
    return child;
}
}
