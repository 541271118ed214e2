/* report.c: what browsers report of blocked content (BR-06)
 *
 * Nobody is asked who sends it, so it may cost little: at most 8 KiB are read, one line a
 * minute is logged by each worker, and nothing of it is shown to anybody. */
#include "login.h"

enum { MINUTE_US = 60000000 };

enum status report_take(struct visit *visit)
{
    struct porter *porter = porter_of(visit);
    int64_t now = clock_monotonic_us();

    if (porter->reported_us == 0 || now - porter->reported_us > MINUTE_US) {
        porter->reported_us = now;
        LOG("warn", "csp report", LOG_TEXT("id", visit->request_id),
            LOG_TEXT("report", visit->report));
    }
    response_nothing(&visit->response);
    return OK;
}
