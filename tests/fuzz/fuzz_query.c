/* fuzz_query.c: any bytes as the target of a request: its path and its query */
#include "fuzz.h"

#include <string.h>

#include "http/request.h"

void fuzz_one(struct arena *arena, struct str bytes)
{
    char *target = arena_take(arena, bytes.len + 1);
    const struct param params[] = {{"REQUEST_METHOD", "GET"}, {"REQUEST_URI", target}, {0}};
    struct request request;

    if (bytes.len > 0)
        memcpy(target, bytes.at, bytes.len);
    if (request_open(arena, params, &request) != OK)
        return;
    MUST(request.method == GET && request.query.count <= FORM_FIELDS);
    MUST(request.path.len > 0 && request.path.len <= PATH_BYTES);
    MUST(request.path.at[0] == '/' && path_is_clean(request.path));
    MUST(str_find(request.path, '%') == request.path.len);
    if (path_is_own(request.target)) /* a redirect to it stays here */
        MUST(request.target.len == 1 ||
             (request.target.at[1] != '/' && request.target.at[1] != '\\'));
}
