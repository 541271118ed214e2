/* doctor_say.c: a finding, as the doctor says it */
#include "tool/doctor.h"

#include <stdarg.h>
#include <stdio.h>

void doctor_well(const char *format, ...)
{
    va_list args;

    va_start(args, format);
    fputs("ok      ", stdout);
    vprintf(format, args);
    putchar('\n');
    va_end(args);
}

void doctor_wrong(int *faults, const char *cure, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    fputs("WRONG   ", stdout);
    vprintf(format, args);
    printf("\n        %s\n", cure);
    va_end(args);
    ++*faults;
}
