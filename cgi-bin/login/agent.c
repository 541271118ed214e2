/* agent.c: a User-Agent in words, as far as one can tell
 *
 * The order matters: Edge and Opera also say Chrome, Chrome also says Safari, Android also
 * says Linux. */
#include "login.h"

struct known {
    const char *mark;
    const char *name;
};

static const struct known browsers[] = {{"Edg/", "Edge"},
                                        {"OPR/", "Opera"},
                                        {"Firefox/", "Firefox"},
                                        {"FxiOS/", "Firefox"},
                                        {"HeadlessChrome/", "Chrome"},
                                        {"Chrome/", "Chrome"},
                                        {"CriOS/", "Chrome"},
                                        {"Safari/", "Safari"},
                                        {"curl/", "curl"},
                                        {0}};

static const struct known systems[] = {
    {"iPhone", "iPhone"},  {"iPad", "iPad"},     {"Android", "Android"}, {"Windows", "Windows"},
    {"Mac OS X", "macOS"}, {"CrOS", "ChromeOS"}, {"Linux", "Linux"},     {0}};

static const char *known_find(const struct known *table, struct str agent,
                              const char *otherwise)
{
    for (; table->mark; table++)
        if (str_find_str(agent, str_of(table->mark)) < agent.len)
            return table->name;
    return otherwise;
}

struct str agent_words(struct arena *arena, struct str agent)
{
    const char *browser = known_find(browsers, agent, NULL);
    const char *system = known_find(systems, agent, NULL);

    if (browser && system)
        return str_format(arena, "%s on %s", browser, system);
    return str_of(browser ? browser : system ? system : "A program");
}
