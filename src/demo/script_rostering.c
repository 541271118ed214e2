/* script_rostering.c: shifts, swaps and what else a roster is made of */
#include "demo/script.h"

const char *const script_rostering[] = {
    "> Hi {f}, are you free for the {job} shift on {d3}, {start} to {end} at {site}? Reply "
    "YES or NO by 6 pm.\n"
    "<22 Yes\n"
    ">4 Thank you, you are on. {me}",

    "> Hi {f}, can you take {d2} {start} at {site}? {mate} is away.\n"
    "<9 Sorry can't, I have uni that day\n"
    ">6 No problem, thanks for the quick answer.",

    "< Hi it's {f}, I'm not well, won't make it in tomorrow\n"
    ">5 Thanks for telling us, {f}. Rest up. Can you send a certificate if it is more than "
    "two days?\n"
    "<30 Will do, thanks\n"
    "<1430 Doctor says two days. Back on {d2}\n"
    ">8 See you then. {mate} has your shifts.",

    "< Can I swap {d2} with {mate}? Already asked, it's ok\n"
    ">15 Done, it is in the roster. Thanks for sorting it out between you.",

    "> {f}'s roster: {d2}, {d3} and {d5}, all {start} starts at {site}. Reply if something "
    "does not fit.\n"
    "<40 All good",

    "> Reminder: you are on at {site} tomorrow, {start} to {end}. Bring gloves and a hat.",

    "> Team meeting on {d3} at 7 am in the lunch room, paid, about 30 minutes. Coffee is on "
    "us.\n"
    "<50 I'll be there",

    "> Hi {f}, your timesheet has no hours for last Tuesday. Can you send them? {me}\n"
    "<18 7 to 1.30, half hour break\n"
    ">3 Got it, thanks.",

    "< Running about 10 min late, traffic on Mona Vale Road\n"
    ">2 All right, {mate} will start the till for you. Drive safely.",

    "> Hi {f}, the forecast for {d1} is 39 degrees. We start the watering round at 5.30 "
    "instead of 6. Water and shade breaks every hour.\n"
    "<12 ok thanks for the heads up",

    "< Hey, is my {d2} shift confirmed?\n"
    ">20 It is yours, {start} to {end} at {site}. Sorry for the wait.\n"
    "<2 thx 👍",

    "> The side gate at {site} has a new code from tomorrow. It is on the board in the lunch "
    "room; don't pass it on by phone.",

    "> Hi {f}, your first aid certificate runs out next month. Shall we book you on the "
    "course on {d5}, 9 am to 4 pm, paid?\n"
    "<70 Yes please\n"
    ">9 Booked. You get a mail from the trainer.",

    "< Is there any extra work this week? Could do with a few hours\n"
    ">11 {d3} {start} in the {job} team, with {mate}. Want it?\n"
    "<1 Yes!!\n"
    ">2 It is yours.",

    "> Thank you for yesterday, {f}. 214 parcels in one day is a record at {site}.\n"
    "<25 Haha my back knows it",

    "> {d5} is a public holiday: shifts are voluntary and paid double. Reply YES if you would "
    "like one.\n"
    "<65 YES\n"
    "<1 Morning if possible\n"
    ">30 Morning it is, {start} at {site}.",

    "> Hi {f}, {d3} at {site}: {start} to {end}, {job}, with {mate}. The truck from the "
    "nursery comes early, so we meet at the dock, not in the lunch room. Lunch is on us. "
    "Reply YES to take it or NO to pass, by noon tomorrow please. {me}, Rostering\n"
    "<33 YES",

    "< Left my jacket in the potting shed, green one. Anyone seen it?\n"
    ">9 It hangs behind the door of the office.\n"
    "<3 Legend, thanks",

    "> Could you stay until 4 today? Two deliveries are late.\n"
    "<3 Yes but not longer, kids\n"
    ">1 Perfect, thank you.",

    "< Feliz cumpleaños to Lucia from all of us at the dock 🎂🎉\n"
    ">10 I told her, she says thank you all.",

    "> Please confirm your address for the payslip, the last letter came back.\n"
    "<90 Moved: 12 Wattle Crescent, Narraweena. Sorry, forgot to tell\n"
    ">5 Changed. Thank you.",

    "> Hi {f}, {mate} can't make {d1}. Could you come in two hours earlier?\n"
    "<14 I have to drop the kids first, 8 at the earliest\n"
    ">5 8 is fine. Thank you, {f}.",

    "< Hi, can I have {d5} off? My sister is getting married\n"
    ">35 Of course. Enjoy it, and tell her congratulations from us.\n"
    "<2 🥂",

    "> The staff car park at {site} is closed on {d2}, they renew the drains. Use the bays "
    "along the fence.",

    "> Hi {f}, two people are sick and I need somebody for the {job} today from noon. Time "
    "and a half. Can you?\n"
    "<6 Can be there 12.30\n"
    ">1 Great. Sign in at the office first.",

    "< How many hours did I have last fortnight?\n"
    ">26 38.5, and two of them at double time. It is in the mail of Friday.",

    "> Boots: the order goes out on {d1}. Your size?\n"
    "<8 43\n"
    "<1 or 10 in US\n"
    ">4 43 it is.",

    "> Hi {f}, the new roster is out: {t3} to {t9}. You have four shifts, two of them with "
    "{mate}. Have a look and tell me by {d1}. {me}\n"
    "<190 Looks good. Could the last one be an afternoon\n"
    ">40 Swapped, 1 pm to 6 pm.",

    NULL,
};
