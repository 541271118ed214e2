/* membership.c: the roles that a user can hold in an account */
#include "model/membership.h"

#include <stddef.h>

const char *const role_words[] = {"none", "basic", "advanced", "administrator", NULL};
