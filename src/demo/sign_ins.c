/* sign_ins.c: the list of the demo's people, for the one who tries it and for tests */
#include "demo/sign_ins.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "demo/fold.h"

static void sign_ins_put(FILE *out)
{
    fputs("email\tpassword\taccount_id\taccount_name\trole\n", out);
    for (const struct post *post = posts; post->account_id; post++) {
        const struct person *person = person_at(person_number(str_of(post->person)));

        fprintf(out, "%s\t%s\t%llu\t%s\t%s\n", person->email, DEMO_PASSWORD,
                (unsigned long long)post->account_id, firms[firm_place(post->account_id)].name,
                post->role);
    }
}

bool sign_ins_write(const char *path)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    FILE *file = fd >= 0 ? fdopen(fd, "w") : NULL;

    if (!file)
        return false;
    sign_ins_put(file);
    sign_ins_put(stdout);
    return fclose(file) == 0;
}
