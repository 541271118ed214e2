/* script_others.c: the head office, a dental practice, a bookshop and its evenings */
#include "demo/script.h"

const char *const script_office[] = {
    "> Hi {f}, the board papers for {d5} are in your mail. Could you confirm that you can "
    "open them?\n"
    "<60 Opened fine, thank you",

    "< Hi, is reception open over lunch?\n"
    ">10 Yes, ring twice. {me}",

    "> The fire drill is on {d2} at 11 am. We meet at the gate, not in the car park.\n"
    "<15 ok",

    "> Courier for you at the front desk, {f}.\n"
    "<4 On my way",

    "< The lift is stuck again\n"
    ">3 Somebody is coming, half an hour at most. Are you all right?\n"
    "<1 Yes, there is nobody in it",

    "> Hi {f}, the photographer is here on {d3} from 10 am. Green or grey clothes look best. "
    "{me}",

    NULL,
};

const char *const script_dental[] = {
    ">#api Harbour Lane Dental: your appointment is on {d3} at {hour}. Reply YES to confirm "
    "or ring us to change it.\n"
    "<30 YES",

    ">#api Harbour Lane Dental: your appointment is on {d3} at {hour}. Reply YES to confirm "
    "or ring us to change it.\n"
    "<30 Can I make it an hour later?\n"
    ">12 That is free too. Shall I move you? {me}\n"
    "<3 Yes please\n"
    ">1 Done, see you then.",

    "< Hi, my crown came off while eating toast. Anything today?\n"
    ">4 Come at {hour}, and keep the crown in a clean tissue.\n"
    "<2 Thank you so much",

    "> Hello {f}, it is six months since your last check-up. Would {d5} morning suit you? "
    "{me}\n"
    "<200 Afternoon is better\n"
    ">20 {d5}, 2.30 pm. You get a reminder the day before.",

    "> Hello {f}, how is the tooth after yesterday? Some soreness is normal for two days. "
    "{me}\n"
    "<45 Much better already, thanks for asking",

    "< What do you charge for whitening?\n"
    ">15 £240 for both rows, with the check beforehand. No obligation. {me}",

    "< Is there parking near you\n"
    ">5 Behind the library, 2 minutes on foot, free for an hour.",

    "> Hello {f}, the brace is back from the lab. When would you like to come in?\n"
    "<35 {d2} after school?\n"
    ">6 3.45 pm it is.",

    NULL,
};

const char *const script_books[] = {
    "> Hi {f}, the book you ordered is here. We keep it behind the counter for two weeks. "
    "{me}, Lantern Street Books\n"
    "<40 Great, will come by on {d2}",

    "< Do you have a signed copy of The Salt Road left?\n"
    ">9 Two. I put one aside for you.\n"
    "<2 You're the best",

    "< Open on Monday?\n"
    ">3 10 to 6.",

    "> Hi {f}, your order {no} has left with the post. {me}",

    "< Looking for something for a nine year old who has read everything\n"
    ">14 The Clockmaker's Otter, and if she has that: The Night Atlas. Both are on the "
    "counter.\n"
    "<6 She has not!! Coming by",

    NULL,
};

const char *const script_events[] = {
    "> Reading on {d3}, 7 pm: Ana Vidal, The Quiet Orchard. You have 2 seats, doors at 6.30.\n"
    "<20 Can I bring a third?\n"
    ">8 Yes, there is one left. You have 3. {me}",

    "> Hi {f}, tonight's talk moves to the upper room; the lift is at the back.\n"
    "<5 Thanks",

    "< Is there a waiting list for the poetry night\n"
    ">11 Yes, and you are now third on it.",

    "> How did you like last night, {f}? One word is enough. {me}\n"
    "<300 Magical ✨",

    "< Can't make it tonight, please give my seat to somebody\n"
    ">4 Thank you, there is somebody who will be very happy.",

    NULL,
};
