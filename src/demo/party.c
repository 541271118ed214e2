/* party.c: the people an account writes with, their names and numbers
 *
 * Numbers walk through the ranges that are kept free for fiction by a step that has no
 * divisor in common with their size, so that neighbours in the list are no neighbours in
 * number and none comes twice. */
#include "demo/party.h"

#include <string.h>

#include "demo/script.h"
#include "text/phone.h"

static const char *const firsts[] = {
    "Aroha",    "Anders",  "Beatriz", "Bram",   "Cecily",  "Dilan",   "Daisy",   "Eleni",
    "Farid",    "Georgia", "Hamish",  "Imogen", "Jasper",  "Keira",   "Leilani", "Mateo",
    "Nadia",    "Oskar",   "Paloma",  "Quinn",  "Rafael",  "Saoirse", "Tariq",   "Uma",
    "Viktor",   "Wanda",   "Xanthe",  "Yusuf",  "Zoe",     "Arjun",   "Bronwyn", "Caleb",
    "Delphine", "Ewan",    "Freya",   "Goran",  "Hana",    "Ilse",    "Jarrah",  "Kofi",
    "Linnea",   "Milan",   "Niamh",   "Omar",   "Pia",     "Ravi",    "Selma",   "Thandi",
    "Ulrich",   "Vera",    "Winona",  "Yara",   "Zachary",
};

static const char *const lasts[] = {
    "Ngata",    "Lindqvist", "Salgado",   "Verhoeven", "Marsh",     "Okonkwo",   "Pemberton",
    "Markou",   "Aziz",      "Whelan",    "Brandt",    "Tran",      "Collins",   "Nwosu",
    "Fischer",  "Tuimavave", "Kowalski",  "Hughes",    "Castellan", "Moreau",    "Santos",
    "Petrov",   "Armitage",  "Yilmaz",    "Sandoval",  "Holloway",  "Banerjee",  "Leung",
    "Kaplan",   "Osei",      "Dubois",    "Farrell",   "Ibrahim",   "Jovanovic", "Keller",
    "Laurent",  "Mbeki",     "Novotny",   "Ortega",    "Prakash",   "Quigley",   "Rossi",
    "Sørensen", "Takahashi", "Underhill", "Vidal",     "Wójcik",    "Yates",     "Zhang",
};

/* Numbers with this prefix and then so many free digits. */
struct range {
    const char *country;
    const char *prefix;
    int digits;
    uint32_t first;
    uint32_t size;
    uint32_t step;
};

static const struct range ranges[] = {
    {"AU", "+6149157", 4, 0, 10000, 3907},
    {"GB", "+447700900", 3, 100, 900, 377},
    {"US", "+1212555", 4, 110, 90, 37}, /* 0110 to 0199 */
};

static const struct range *range_of(const struct firm *firm)
{
    size_t i = 0;

    while (strcmp(ranges[i].country, firm->country) != 0)
        i++;
    return &ranges[i];
}

uint32_t party_most(const struct firm *firm)
{
    return range_of(firm)->size;
}

/* Numbers of the accounts themselves and of the conversations that are written down. */
static bool is_taken(struct str msisdn)
{
    for (size_t i = 0; i < FIRMS; i++)
        if (str_is(msisdn, firms[i].sender))
            return true;
    for (size_t i = 0; script_present[i].script; i++)
        if (str_is(msisdn, script_present[i].msisdn))
            return true;
    return false;
}

/* Every account starts elsewhere in its range. */
static struct str msisdn_made(struct arena *arena, const struct firm *firm, uint32_t number)
{
    const struct range *range = range_of(firm);
    uint64_t at = firm->account_id * 1237 + (uint64_t)number * range->step;

    return str_format(arena, "%s%0*u", range->prefix, range->digits,
                      range->first + (uint32_t)(at % range->size));
}

static struct party party_of(struct arena *arena, const struct firm *firm, struct str name,
                             struct str msisdn)
{
    struct str rest = name;

    return (struct party){
        .name = name,
        .first = name.at ? str_cut(&rest, ' ') : STR("there"),
        .msisdn = msisdn,
        .typed = phone_show(arena, str_of(firm->country), msisdn),
    };
}

struct str party_name(struct arena *arena, uint32_t at)
{
    return str_format(arena, "%s %s", firsts[at % COUNT_OF(firsts)],
                      lasts[(at * 5 + at / COUNT_OF(firsts)) % COUNT_OF(lasts)]);
}

bool party_made(struct arena *arena, const struct firm *firm, uint32_t number,
                struct party *out)
{
    uint32_t at = number + (uint32_t)firm->account_id * 11;
    struct str msisdn = msisdn_made(arena, firm, number);
    struct str name = {0};

    if (is_taken(msisdn))
        return false;
    if (number % 9 != 8)
        name = party_name(arena, at);
    *out = party_of(arena, firm, name, msisdn);
    return true;
}

struct party party_named(struct arena *arena, const struct firm *firm, const char *name,
                         const char *msisdn)
{
    return party_of(arena, firm, str_of(name), str_of(msisdn));
}
