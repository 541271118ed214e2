/* world.c: the demo's accounts, its people and who holds which role where */
#include "demo/world.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#define SYDNEY   "Australia/Sydney"
#define PERTH    "Australia/Perth"
#define AUCKLAND "Pacific/Auckland"
#define LONDON   "Europe/London"
#define NEW_YORK "America/New_York"

const struct firm firms[FIRMS] = {
    {1, 1, "Tallowood Garden Group", "postpaid", "AU", SYDNEY, 1, TRADE_OFFICE, "+61491570006",
     20, 3, false},
    {1, 2, "Marketing", "postpaid", "AU", SYDNEY, 2, TRADE_MARKETING, "+61491571804", 230, 22,
     true},
    {1, 3, "Sales", "postpaid", "AU", SYDNEY, 3, TRADE_SALES, "+61491576801", 180, 17, true},
    {1, 4, "Finance", "postpaid", "AU", SYDNEY, 4, TRADE_FINANCE, "+61491577644", 140, 12,
     false},
    {1, 5, "Rostering", "postpaid", "AU", SYDNEY, 5, TRADE_ROSTERING, "+61491570110", 310, 25,
     true},
    {6, 6, "Harbour Lane Dental", "prepaid", "GB", LONDON, 4, TRADE_DENTAL, "+447700900001", 60,
     8, false},
    {7, 7, "Lantern Street Books", "postpaid", "US", NEW_YORK, 1, TRADE_BOOKS, "+12125550100",
     30, 6, true},
    {7, 8, "Lantern Street Events", "postpaid", "US", NEW_YORK, 6, TRADE_EVENTS, "+12125550101",
     30, 6, true},
};

const struct person people[PEOPLE] = {
    {"mara", "Mara Whitfield", "mara.whitfield@tallowood.example", SYDNEY},
    {"lucia", "Lucia Ferrante", "lucia.ferrante@tallowood.example", SYDNEY},
    {"marcus", "Marcus Bligh", "marcus.bligh@tallowood.example", SYDNEY},
    {"wren", "Wren Halloran", "wren.halloran@tallowood.example", SYDNEY},
    {"priya", "Priya Raman", "priya.raman@tallowood.example", SYDNEY},
    {"noor", "Noor Haddad", "noor.haddad@tallowood.example", SYDNEY},
    {"petra", "Petra Novak", "petra.novak@tallowood.example", AUCKLAND},
    {"dev", "Dev Malhotra", "dev.malhotra@tallowood.example", SYDNEY},
    {"jonah", "Jonah Petrie", "jonah.petrie@tallowood.example", SYDNEY},
    {"anh", "Anh Dao", "anh.dao@tallowood.example", PERTH},
    {"bec", "Bec Lawler", "bec.lawler@tallowood.example", SYDNEY},
    {"tess", "Tess Okafor", "tess.okafor@tallowood.example", SYDNEY},
    {"freya", "Freya Lindholm", "freya.lindholm@harbourlane.example", LONDON},
    {"samuel", "Samuel Achterberg", "samuel.achterberg@harbourlane.example", LONDON},
    {"ada", "Ada Merriweather", "ada.merriweather@lanternstreet.example", NEW_YORK},
    {"theo", "Theo Marchetti", "theo.marchetti@lanternstreet.example", NEW_YORK},
    {"jules", "Jules Fontaine", "jules.fontaine@lanternstreet.example", NEW_YORK},
    {"ngozi", "Ngozi Eze", "ngozi.eze@lanternstreet.example", NEW_YORK},
};

/* Jonah has not written anything yet: his inbox is the empty one of the design. */
const struct post posts[] = {
    {1, "mara", "administrator", 3},  {1, "lucia", "administrator", 2},
    {1, "marcus", "advanced", 3},     {1, "wren", "basic", 2},
    {2, "priya", "administrator", 4}, {2, "noor", "advanced", 5},
    {2, "petra", "basic", 3},         {3, "dev", "administrator", 6},
    {3, "tess", "basic", 4},          {3, "jonah", "basic", 0},
    {4, "anh", "administrator", 6},   {4, "wren", "advanced", 3},
    {5, "bec", "administrator", 3},   {5, "tess", "advanced", 5},
    {5, "noor", "basic", 2},          {6, "freya", "administrator", 4},
    {6, "samuel", "basic", 3},        {7, "ada", "administrator", 4},
    {7, "theo", "advanced", 3},       {8, "jules", "advanced", 5},
    {8, "ngozi", "basic", 3},         {0},
};

uint32_t person_number(struct str key)
{
    for (uint32_t i = 0; i < PEOPLE; i++)
        if (str_is(key, people[i].key))
            return i + 1;
    fprintf(stderr, "demo: a script names nobody that is there: %.*s\n", STR_ARG(key));
    abort();
}

const struct person *person_at(uint32_t number)
{
    assert(number >= 1 && number <= PEOPLE);
    return &people[number - 1];
}
