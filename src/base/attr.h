/* attr.h: the few compiler attributes that prototypes here carry */
#pragma once

#define MUST_USE        __attribute__((warn_unused_result))
#define NONNULL(...)    __attribute__((nonnull(__VA_ARGS__)))
#define RETURNS_NONNULL __attribute__((returns_nonnull))
#define PRINTF(fmt, arg) __attribute__((format(printf, fmt, arg)))
#define NORETURN        __attribute__((noreturn))
#define UNUSED          __attribute__((unused))

/* ON_EXIT(fn) struct x v = …; calls fn(&v) when v leaves its scope, however that happens. */
#define ON_EXIT(fn) __attribute__((cleanup(fn)))

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))
