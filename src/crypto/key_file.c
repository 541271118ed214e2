/* key_file.c: a key of 32 random bytes, from its file in the secret folder */
#include "crypto/key_file.h"

#include <string.h>

#include "crypto/codec.h"

enum status key_file_read(struct arena *arena, const struct conf *conf, const char *name,
                          unsigned char out[KEY_FILE_BYTES], struct str *why)
{
    struct str path = str_format(arena, "%s/%s", conf_text(conf, "secret_dir"), name);
    struct str hex;
    struct str bytes;

    if (conf_secret(arena, path.at, &hex) == OK && hex_decode(arena, hex, &bytes) == OK &&
        bytes.len == KEY_FILE_BYTES) {
        memcpy(out, bytes.at, KEY_FILE_BYTES);
        return OK;
    }
    *why = str_format(arena, "%s must hold 32 random bytes in hex", path.at);
    return INVALID;
}
