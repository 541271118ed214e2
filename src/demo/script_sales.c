/* script_sales.c: orders, deliveries and what grows where */
#include "demo/script.h"

const char *const script_sales[] = {
    "< Hello, do you have {plants} in the big pots?\n"
    ">8 We do, {n} at {site}, {price} each. Shall I hold some for you?\n"
    "<4 Two please, pick up {d1}\n"
    ">2 Held under {f} until {d2} noon.",

    ">#api Your order {no} is ready at {site}. Bring this text, the desk is beside the café.",

    ">#api Delivery {no}: we are with you on {d1} between 9 and 12. Is somebody home to "
    "sign?\n"
    "<15 Yes, but knock, the bell is broken\n"
    ">6 Noted for the driver.",

    "> Hi {f}, your quote for the hedge is ready: $1,840 planted, $1,310 delivered. It holds "
    "until {d5}. {me}, Tallowood Sales\n"
    "<120 Planted please. When could you start?\n"
    ">25 {d5}, 8 am. It takes one day. I send the papers today.\n"
    "<3 Great",

    "< The {plant} I bought last week is dropping all its leaves\n"
    ">12 That is mostly thirst or a draught. Could you send a photo to "
    "sales@tallowood.example?\n"
    "<40 Sent\n"
    ">55 Thank you. Cut it back by a third and water twice a week. If it has not come back in "
    "a month, we replace it.\n"
    "<6 That is very kind",

    "< How much is a cubic metre of garden mix delivered to Cromer?\n"
    ">10 $86 and $45 for the delivery, tomorrow if you order by 4.\n"
    "<5 Ok go ahead. 14 Carawa Rd, on the driveway please\n"
    ">3 Order {no}. We ring before we tip it.",

    "> Hi {f}, the {plants} you asked for have come in. {price} each, I keep three for you "
    "until {d2}. {me}",

    "< What time do you close today\n"
    ">2 5 pm, and 4 pm on Sundays.",

    "> Hi {f}, sorry: the truck has broken down and your delivery moves to {d1} morning. The "
    "delivery fee is on us.\n"
    "<20 Ok. After 10 please, school run\n"
    ">4 After 10 it is.",

    "< Can I return two of the terracotta pots? Wrong size\n"
    ">9 Of course, with the receipt within 30 days.",

    "< do you do gift vouchers\n"
    ">5 Yes, any amount, at the till or by phone. They don't expire.\n"
    "<2 perfect",

    "> Hi {f}, how did the planting go? If anything looks unhappy, answer here and we look at "
    "it together. {me}\n"
    "<200 All good so far, the bees love it 🐝",

    "< Need 25 x {plant} 200 mm, same job as last time. PO to follow\n"
    ">14 25 on hold, {price} trade.\n"
    "<90 PO {no}\n"
    ">6 Loaded for {d3} 7 am, dock 2.",

    "> Your order {no}: two {plants}, 6 bags of potting mix, 1 drip line 25 m. All of it is "
    "paid. Pick up at {site} from {d1} 9 am: drive to gate 2, stay in the car and answer "
    "HERE, and somebody brings it out to you. Parking is free for 30 minutes.\n"
    "<1500 HERE\n"
    ">1 On the way out to you, white trolley.",

    "< Is the {site} store dog friendly?\n"
    ">3 Very. There is water at the gate.\n"
    "<1 🐕",

    "> Hi {f}, the driver stands at your gate and nobody answers. Shall he leave the {plants} "
    "in the shade?\n"
    "<4 Yes behind the bins please\n"
    ">1 Done. Water them tonight.",

    "< Which {plant} would you put into a windy balcony, north facing\n"
    ">17 A dwarf one in a heavy pot, tied to the rail for the first year. {mate} at {site} "
    "has three good ones.\n"
    "<9 I'll come {d2}",

    ">#api Order {no} is packed. It leaves {site} on {d1}.",

    "< I ordered online and got the wrong colour, these are white not pink\n"
    ">13 Sorry for that. Keep the white ones, the pink ones come with {d1}'s truck.\n"
    "<2 Wow thank you!!",

    "> Hi {f}, {plants} like yours want feeding about now. A handful of citrus food, then "
    "water. {me}\n"
    "<75 Did it this morning 😊",

    "< Can you plant a 3 metre olive if I can't get a crane in? Access is a 90 cm side "
    "passage with two steps. The hole is dug already, 80 by 80. I have two strong sons and a "
    "trolley, but the root ball must be 120 kg at least and I would rather not lose a wall.\n"
    ">28 We can. {mate} takes the fence panel out and we roll it in over boards: two people, "
    "half a day, $390. Would {d5} suit you?\n"
    "<11 {d5} is good. Thank you",

    "> Hi {f}, your deposit for order {no} has arrived. The pots come from Italy and take "
    "about three weeks. {me}",

    NULL,
};
