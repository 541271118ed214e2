/* tpl.cc: the one place that knows ctemplate
 *
 * A dictionary here is not ctemplate's TemplateDictionary but a class of our own behind the
 * same interface: values are views in an array of the visit's arena, so filling copies and
 * frees nothing (TemplateDictionary keeps a tree of nodes a row), a name that no template
 * says is dropped at once, and a row's false flag hides its section even where an outer
 * dictionary shows one of that name, which TemplateDictionary can't say. Names have numbers,
 * so that what is said under one is found at its place, not searched for. */
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

namespace ctemplate
{
/* Of a name in a template it was made when the template was read. */
TemplateId GlobalIdForSTS_INIT(const TemplateString &name);
} // namespace ctemplate

struct tpl {
    struct shelf shelf;
    ctemplate::TemplateCache *cache;
};

namespace
{

enum said_kind : uint16_t { SAID_TEXT, SAID_HIDDEN, SAID_SHOWN, SAID_ROWS, SAID_FILE };

/* A chain of dictionaries by dict.next. */
struct chain {
    struct dict *first;
    struct dict *last;
};

struct said {
    said_kind kind;
    uint16_t older; /* 1 + the place of what was said before under the same name; 0: nothing */
    union {
        struct str text;    /* SAID_TEXT */
        struct chain chain; /* SAID_ROWS, SAID_FILE */
    };
};

/* The key of a name that stands in a template. */
const struct key *key_of(const struct tpl *tpl, const TemplateString &name)
{
    return shelf_key_by_id(&tpl->shelf, ctemplate::GlobalIdForSTS_INIT(name));
}

/* A name may be said as a text, as a section and as a file; the kinds are asked for by bits. */
constexpr unsigned bit(said_kind kind)
{
    return 1u << kind;
}

constexpr unsigned TEXTS = bit(SAID_TEXT);
constexpr unsigned FILES = bit(SAID_FILE);
constexpr unsigned SECTIONS = bit(SAID_HIDDEN) | bit(SAID_SHOWN) | bit(SAID_ROWS);

constexpr uint16_t ROOM_FIRST = 32; /* a row says about as many names */

} // namespace

struct dict final : TemplateDictionaryInterface {
    const struct tpl *tpl;
    struct arena *arena;
    const struct dict *parent = nullptr;
    struct dict *next = nullptr; /* the next row of the same section */
    const char *file = nullptr;  /* of a dictionary made by dict_include */
    uint16_t *places; /* by a key's number: 1 + the newest that was said; 0: nothing */
    said *all = nullptr;
    uint16_t count = 0;
    uint16_t room = 0;

    dict(const struct tpl *tpl_, struct arena *arena_)
        : tpl(tpl_), arena(arena_), places(static_cast<uint16_t *>(arena_array(
                                        arena_, tpl_->shelf.key_count, sizeof(uint16_t))))
    {
    }

    said *own(const struct key *key, unsigned kinds) const
    {
        uint16_t place = places[key->number];

        while (place && !(kinds & bit(all[place - 1].kind)))
            place = all[place - 1].older;
        return place ? &all[place - 1] : nullptr;
    }

    const said *find(const struct key *key, unsigned kinds) const
    {
        for (const struct dict *d = this; key && d; d = d->parent)
            if (const said *s = d->own(key, kinds))
                return s;
        return nullptr;
    }

    said *add(const struct key *key, said_kind kind)
    {
        if (count == room) {
            const uint16_t wide = room ? static_cast<uint16_t>(room * 2) : ROOM_FIRST;
            said *wider = static_cast<said *>(arena_array(arena, wide, sizeof(said)));

            if (count > 0)
                memcpy(wider, all, count * sizeof(said));
            all = wider;
            room = wide;
        }
        all[count].kind = kind;
        all[count].older = places[key->number];
        places[key->number] = ++count;
        return &all[count - 1];
    }

    TemplateString GetValue(const TemplateString &name) const override
    {
        const said *s = find(key_of(tpl, name), TEXTS);

        return s && s->text.at ? TemplateString(s->text.at, s->text.len)
                               : TemplateString("", 0);
    }

    bool IsHiddenSection(const TemplateString &name) const override
    {
        const said *s = find(key_of(tpl, name), SECTIONS);

        return !s || s->kind == SAID_HIDDEN;
    }

    bool IsUnhiddenSection(const TemplateString &name) const override
    {
        return !IsHiddenSection(name);
    }

    /* An include that was given nothing has no name, which hides it. */
    bool IsHiddenTemplate(const TemplateString &) const override
    {
        return false;
    }

    const char *GetIncludeTemplateName(const TemplateString &name, int number) const override
    {
        const said *s = find(key_of(tpl, name), FILES);
        const struct dict *given = s ? s->chain.first : nullptr;

        while (given && number-- > 0)
            given = given->next;
        return given ? given->file : nullptr;
    }

    Iterator *CreateTemplateIterator(const TemplateString &name) const override
    {
        const said *s = find(key_of(tpl, name), FILES);

        return new (arena) rows(s ? s->chain.first : nullptr);
    }

    Iterator *CreateSectionIterator(const TemplateString &name) const override
    {
        const said *s = find(key_of(tpl, name), SECTIONS);

        return new (arena) rows(s && s->kind == SAID_ROWS ? s->chain.first : nullptr);
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

void ids_learn(struct shelf *shelf)
{
    for (size_t i = 0; i < shelf->key_count; i++) {
        const struct str name = shelf->keys[i]->name;

        shelf_learn(shelf, shelf->keys[i],
                    ctemplate::GlobalIdForSTS_INIT(TemplateString(name.at, name.len)));
    }
}

struct dict *dict_below(struct dict *dict)
{
    struct dict *child =
        new (arena_take(dict->arena, sizeof(*dict))) struct dict(dict->tpl, dict->arena);

    child->parent = dict;
    return child;
}

struct dict *dict_chain(struct dict *dict, const struct key *key, said_kind kind,
                        unsigned kinds)
{
    struct dict *child = dict_below(dict);
    said *s = dict->own(key, kinds);

    if (!s || s->kind != kind)
        s = dict->add(key, kind);
    if (s->chain.last)
        s->chain.last->next = child;
    else
        s->chain.first = child;
    s->chain.last = child;
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
    arena_defer(
        arena, [](void *cache) { delete static_cast<ctemplate::TemplateCache *>(cache); },
        tpl->cache);
    TRY(cache_fill(tpl, why));
    ids_learn(&tpl->shelf);
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

bool tpl_says(const struct tpl *tpl, const char *file, const struct key *key)
{
    return shelf_says(&tpl->shelf, file, key);
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

struct dict *dict_section(struct dict *dict, const char *name)
{
    const struct key *key = dict_key(dict, name, "");

    return key ? dict_chain(dict, key, SAID_ROWS, SECTIONS) : dict_below(dict);
}

struct dict *dict_include(struct dict *dict, const char *name, const char *file)
{
    const struct key *key = dict_key(dict, name, "");
    struct dict *child = key ? dict_chain(dict, key, SAID_FILE, FILES) : dict_below(dict);

    child->file = file;
    return child;
}
}
