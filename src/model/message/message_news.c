/* message_news.c: a message whose state changed where the inbox can't be written */
#include "model/message/message_news.h"

STMT(message_news_add, NULL,
     "INSERT INTO message_news (" INTO ", message_id) VALUES (" INTO_VALUES ", ?)");

enum status message_news_tell(struct tenant *t, uint64_t message_id)
{
    enum status status = tenant_try(t, &message_news_add, WITH(ID(message_id)));

    return status == CONFLICT ? OK : status;
}
