/* shape.c: a struct described once */
#include "base/shape.h"

int word_find(const char *const *words, struct str word)
{
    for (int i = 0; words[i]; i++)
        if (str_is(word, words[i]))
            return i;
    return -1;
}
