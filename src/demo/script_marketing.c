/* script_marketing.c: members, workshops, vouchers, and texts to all of them */
#include "demo/script.h"

const char *const script_marketing[] = {
    "< Is the 20% for members only or can I bring my sister?\n"
    ">15 Bring her. One card is enough for both of you. {me}",

    "< When is the next workshop?\n"
    ">22 {d5}, 10 am: herbs on a balcony. Shall I put you down?\n"
    "<3 Yes, two seats\n"
    ">2 Two seats for {f}. See you there.",

    "< I moved, can I be a member at Mona Vale instead?\n"
    ">30 Done, your card works in both.\n"
    "<5 🙏",

    ">#rule Welcome to the Tallowood members, {f}. Your card is this number: say it at the "
    "till. Opt out: reply STOP",

    "< Love the newsletter but where do I find the list of roses?\n"
    ">18 tallowood.example/roses, page two. The yellow ones go first.",

    "< the link in your text doesnt work\n"
    ">6 Thank you for telling us. It does now; our mistake.\n"
    "<9 works, cheers",

    "< Thanks for the birthday voucher!! 🌷\n"
    ">14 Enjoy it, {f}. It is good for a year.",

    "< wrong number, this is not Sandra\n"
    ">10 Sorry for that. We have taken the number off our list.",

    "> Hi {f}, there is a seat left in the wreath workshop on {d3} at 6 pm. You were first on "
    "the waiting list: would you like it? {me}\n"
    "<16 Yes yes yes\n"
    ">1 It is yours.",

    "> Hi {f}, thank you for coming on Saturday. Which plant did you take home? We would love "
    "a photo for the wall. {me}\n"
    "<240 The little fig! It is on its way to being a big fig",

    "< Can I use two vouchers at once\n"
    ">12 Yes, as many as you have.",

    ">#rule Happy birthday, {f}. A pot plant up to $15 waits for you at {site} this month. "
    "Opt out: reply STOP",

    NULL,
};

static const char *const to_seedlings[] = {
    "<38 Do you have the black Russian tomatoes?\n"
    ">20 We do, they stand next to the basil. {me}",
    "<12 STOP",
    "<55 Yum, see you on Sunday",
    NULL,
};
static const char *const to_orchids[] = {
    "<9 YES\n"
    ">14 You are in, {f}. Bring the orchid, we have the bark. {me}",
    "<21 Yes please\n"
    ">11 A seat is yours. Bring the orchid.",
    "<70 Can't on Saturdays, is there an evening one?\n"
    ">30 In three weeks, Wednesday 6 pm. I put you on the list.",
    NULL,
};
static const char *const to_roses[] = {
    "<25 Is Graham Thomas among them?\n"
    ">9 Eleven of them this morning. Shall I put one aside?\n"
    "<2 Please!\n"
    ">1 Done, until {d3}.",
    "<31 stop",
    "<44 What does bare root mean sorry\n"
    ">17 Without a pot: cheaper, lighter, and they take faster if planted now.",
    NULL,
};
static const char *const to_pots[] = {
    "<18 Does that include the big terracotta ones\n"
    ">13 All of them, also the very big ones.",
    "<60 🪴🪴🪴",
    "<33 Not interested at the moment, thanks",
    NULL,
};
static const char *const to_nothing[] = {NULL};

const struct script_campaign script_campaigns[] = {
    {51, to_seedlings,
     ">$campaign@priya Hi {f}, it is spring at Tallowood: tomato and basil seedlings, 3 for "
     "$12 until Sunday. Show this text at the till. Opt out: reply STOP"},
    {37, to_orchids,
     ">$campaign@noor Hi {f}, workshop at Brookvale: repotting orchids, Saturday 10 am, free "
     "for members. Reply YES to save a seat. Opt out: reply STOP"},
    {23, to_roses,
     ">$campaign@priya Bare-root roses are in, {f}: 40 kinds from $19, at Brookvale and Mona "
     "Vale. Members get the first pick until {d3}. Opt out: reply STOP"},
    {9, to_pots,
     ">$campaign@petra Hi {f}, members' weekend: 20% off all pots and planters, Saturday and "
     "Sunday. Show this text at the till. Opt out: reply STOP"},
    {2, to_nothing,
     ">$campaign@priya Hi {f}, it’s members’ weekend at Tallowood Brookvale: 20% off spring "
     "bulbs, Saturday and Sunday. Show this text at the till. Opt out: reply STOP"},
    {0},
};
