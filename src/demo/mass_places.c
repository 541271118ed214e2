/* mass_places.c: which accounts the mass goes into, and who writes there */
#include <assert.h>

#include "db/global.h"
#include "demo/fold.h"
#include "demo/mass.h"
#include "demo/party.h"
#include "demo/write.h"

enum {
    AREAS = 720, /* codes [2-9][0-8][0-9] */
    AREA_NUMBERS = 100,
    AREA_OF_WORLD = 12, /* 212, where party.c's are */
    OPENED_DAYS = 200,
    WEIGHT_ALL = 1000,
    WEIGHT_INTO = 9,             /* as much as so many times all others */
    NODE_LAST = IDGEN_NODES - 1, /* processes lease the low ones */
};

struct found_id {
    uint64_t id;
};
SHAPE(found_id, FIELD(found_id, id));

STMT_GLOBAL(mass_account_next, &found_id_shape, MASS_ONLY,
            "SELECT COALESCE(MAX(a.account_id), 0) + 1 AS id FROM account AS a");

STMT_GLOBAL(mass_talk_next, &found_id_shape, MASS_ONLY,
            "SELECT COALESCE(MAX(c.conversation_id), 0) + 1 AS id FROM conversation AS c");

STMT_GLOBAL(mass_sender_find, &found_id_shape, MASS_ONLY,
            "SELECT s.sender_id AS id FROM sender AS s"
            " WHERE s.account_id = ? AND s.msisdn = ?");

STMT_GLOBAL(mass_number_taken, &found_id_shape, MASS_ONLY,
            "SELECT c.conversation_id AS id FROM conversation AS c"
            " WHERE c.account_id = ? AND c.sender_id = ? AND c.msisdn = ?");

/* An account of the first tree and its one number; the country is where the numbers are. */
STMT_GLOBAL(mass_account_add, NULL, MASS_ONLY,
            "INSERT INTO account (root_id, account_id, name, payment, country, zone, line,"
            " opened_at) VALUES (1, ?, ?, 'postpaid', 'AU', ?, ?, ?)");

STMT_GLOBAL(mass_sender_add, NULL, MASS_ONLY,
            "INSERT INTO sender (root_id, account_id, msisdn, added_at) VALUES (1, ?, ?, ?)");

STMT_GLOBAL(mass_user_add, NULL, MASS_ONLY,
            "INSERT INTO user (email, name, password, zone, verified, added_at)"
            " VALUES (?, ?, ?, ?, 1, ?)");

STMT_GLOBAL(mass_member_add, NULL, MASS_ONLY,
            "INSERT INTO membership (root_id, account_id, user_id, role, added_at)"
            " VALUES (1, ?, ?, 'advanced', ?)");

struct str mass_number(struct arena *arena, uint32_t at)
{
    uint32_t area = at / AREA_NUMBERS;

    area += area >= AREA_OF_WORLD;
    assert(area < AREAS);
    return str_format(arena, "+1%u%u%u55501%02u", 2 + area / 90, area / 10 % 9, area % 10,
                      at % AREA_NUMBERS);
}

/* Jonah, who has weight 0, writes here too: nobody measures an inbox that is empty. */
static void writers_find(struct mass_place *place)
{
    for (const struct post *post = posts; post->account_id; post++) {
        uint32_t number;

        if (post->account_id != place->account_id || place->writer_count == MASS_WRITERS)
            continue;
        number = person_number(str_of(post->person));
        place->writers[place->writer_count++] =
            (struct mass_writer){number, str_of(person_at(number)->name)};
    }
}

static enum status place_of_firm(struct mass *mass, const struct firm *firm,
                                 struct mass_place *place)
{
    struct found_id sender;

    TRY(global_one(mass->db, &mass_sender_find, WITH(ID(firm->account_id), WORD(firm->sender)),
                   &sender));
    *place = (struct mass_place){.root_id = firm->root_id,
                                 .account_id = firm->account_id,
                                 .sender_id = sender.id,
                                 .sender = str_of(firm->sender),
                                 .trade = firm->trade,
                                 .weight = firm->permille};
    writers_find(place);
    return clock_open(mass->arena, str_of(firm->zone), &place->clock);
}

/* A sub-account of the first tree, with a person that only it has. */
static enum status place_add(struct mass *mass, uint64_t account_id, uint32_t at,
                             struct mass_place *place)
{
    static const char zone[] = "Australia/Sydney";
    struct stamp opened = stamp_add(mass->now, -OPENED_DAYS * STAMP_DAY);
    struct str name = str_format(mass->arena, "Nursery %04u", at + 1);
    struct str email = str_format(mass->arena, "nursery%04u@tallowood.example", at + 1);
    struct mass_writer writer = {.name = party_name(mass->arena, at)};

    *place = (struct mass_place){.root_id = 1,
                                 .account_id = account_id,
                                 .sender = mass_number(mass->arena, MASS_NUMBERS + at),
                                 .trade = (enum trade)(at % TRADES),
                                 .weight = 1 + WEIGHT_ALL / mass->accounts,
                                 .writer_count = 1};
    TRY(global_run(
        mass->db, &mass_account_add,
        WITH(ID(account_id), TEXT(name), WORD(zone), ID(at % 7 + 1), STAMP(opened))));
    TRY(global_insert(mass->db, &mass_sender_add,
                      WITH(ID(account_id), TEXT(place->sender), STAMP(opened)),
                      &place->sender_id));
    TRY(global_insert(
        mass->db, &mass_user_add,
        WITH(TEXT(email), TEXT(writer.name), TEXT(mass->password), WORD(zone), STAMP(opened)),
        &writer.user_id));
    place->writers[0] = writer;
    TRY(global_run(mass->db, &mass_member_add,
                   WITH(ID(account_id), ID(writer.user_id), STAMP(opened))));
    mass->rows += 4;
    return clock_open(mass->arena, str_of(zone), &place->clock);
}

static enum status places_add(void *arg)
{
    struct mass *mass = arg;
    struct found_id next;

    TRY(global_one(mass->db, &mass_account_next, WITH_NOTHING, &next));
    for (uint32_t i = 0; i < mass->accounts; i++)
        TRY(place_add(mass, next.id + i, i, &mass->places[FIRMS + i]));
    return OK;
}

static enum status refuse_again(struct mass *mass)
{
    struct str first = mass_number(mass->arena, 0);

    for (size_t i = 0; i < FIRMS; i++) {
        const struct mass_place *place = &mass->places[i];
        struct found_id found;
        enum status status =
            global_one(mass->db, &mass_number_taken,
                       WITH(ID(place->account_id), ID(place->sender_id), TEXT(first)), &found);

        if (status != NOT_FOUND)
            return status == OK ? CONFLICT : status;
    }
    return OK;
}

static void weights_turn(struct mass *mass)
{
    uint64_t others = 0;

    if (mass->into == 0)
        return;
    for (size_t i = 0; i < mass->place_count; i++)
        if (mass->places[i].account_id != mass->into)
            others += mass->places[i].weight;
    mass->places[firm_place(mass->into)].weight = others * WEIGHT_INTO;
}

enum status mass_places(struct mass *mass)
{
    struct found_id next;

    mass->place_count = FIRMS + mass->accounts;
    mass->places = ARENA_NEW_N(mass->arena, struct mass_place, mass->place_count);
    for (size_t i = 0; i < FIRMS; i++)
        TRY(place_of_firm(mass, &firms[i], &mass->places[i]));
    TRY(refuse_again(mass));
    if (mass->into > FIRMS)
        return NOT_FOUND;
    if (mass->accounts > 0)
        TRY(global_tx(mass->db, places_add, NULL, mass));
    for (size_t i = 0; i < mass->place_count; i++)
        mass->places[i].node = NODE_LAST - (uint32_t)i;
    TRY(global_one(mass->db, &mass_talk_next, WITH_NOTHING, &next));
    mass->talk_end = next.id + mass->messages;
    weights_turn(mass);
    return OK;
}
