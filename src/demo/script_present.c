/* script_present.c: what stands in the inboxes now: the conversations of the design pages
 *
 * What is of today is minutes before the load, so that the newest is minutes old whenever
 * that is. What is queued waits for the route that is switched off. */
#include "demo/script.h"

const struct script_present script_present[] = {
    /* Rostering: 4 unread */
    {5, "Grace Tuala", "+61491570157",
     ">4d1512@tess=failed!carrier_failed Hi Grace, are you free for the delivery shift on "
     "{d2}, 7 am to 1 pm at Brookvale? Reply YES or NO by 6 pm.\n"
     ">3d1520@tess=delivered Hi Grace, second try: can you take the delivery shift on {d1}, 7 "
     "am to 1 pm at Brookvale? You would be on with Sione. Reply YES or NO by 6 pm today.\n"
     "<3d1547 Yes I can! Is parking ok near the dock?\n"
     ">3d1549@tess=delivered It is, use the bays along the fence. Thank you!\n"
     "x3d1610@bec\n"
     "<4* {hello} Bus is late, will be there {nextq} instead of {next}. Sorry"},
    {5, "Sione Vaka", "+61491570156",
     ">5d0930@tess=delivered Hi Sione, Thursday 6 am at Brookvale, and Saturday with Grace on "
     "the delivery van?\n"
     "<5d0950 Both fine\n"
     "<18* Can I swap Thursday with Bec? She said ok"},
    {5, NULL, "+61491575254",
     ">2d1015@noor=delivered Hello, you put your name down for Christmas work at Brookvale. "
     "Are you still looking? Noor, Rostering\n"
     "<45* Who is this please"},
    {5, "Bec Lawler", "+61491578888",
     ">62@tess=delivered Thursday 6 am at Brookvale is yours. Reply YES to take it."},
    {5, "Ivan Kos", "+61491572983",
     ">90@tess=enroute Hi Ivan, {d5} {t5}, 7 am to 1 pm, loading dock at Brookvale with Grace "
     "and Sione. Lunch is on us. Reply YES to take it or NO to pass, by noon the day after "
     "tomorrow. Tess, Rostering"},
    {5, "Noor Haddad", "+61491573770",
     ">1d1402@bec=delivered Hi Noor, can you help out on Sunday, 8 am to noon, at the tills? "
     "Reply YES or NO.\n"
     "<1d1512* YES"},
    {5, "Dev Malhotra", "+61491576398",
     ">1d1310@bec=delivered Hi Dev, the stocktake is on {d2} at 6 am. Breakfast is on us.\n"
     "<1d1410 Thanks, see you then 🌱"},
    {5, "Lucia Ferrante", "+61491570159",
     ">1d1250@tess=failed!carrier_failed Gate code for tomorrow is on the board. Bring "
     "gloves, we are potting."},
    {5, "Callum Reid", "+61491570158",
     ">2d1130@noor=delivered Hi Callum, could you work on {d5}, 9 am to 3 pm?\n"
     "<2d1210 No sorry, I have a wedding that weekend"},
    {5, "Anh Dao", "+61491574118",
     ">2d1024@tess=delivered Anh’s roster:|{t1}, {t3} and {t4}, all 6 am starts."},
    {5, "Petra Novak", "+61491578957",
     ">3d1530@bec=delivered Hi Petra, {d2} 8 am to 2 pm at Mona Vale?\n"
     "<3d1630 Stop sending me the Sunday shifts please"},
    {5, "Marcus Bligh", "+61491579212",
     ">3d1340@tess=delivered Hi Marcus, how is the knee? Tess\n"
     "<3d1500 Doctor says two more weeks. I will send the certificate."},
    {5, "Hanne Solberg", "+61491570737",
     ">310@tess=scheduled^630 Good morning Hanne, today you start at the nursery gate, 7 am. "
     "Ask for Ivan. Tess"},

    /* Marketing: 4 unread */
    {2, "Hilde Brandt", "+61491571491",
     ">2d1000$campaign@priya=delivered Hi Hilde, it’s members’ weekend at Tallowood "
     "Brookvale: 20% off spring bulbs, Saturday and Sunday. Show this text at the till. Opt "
     "out: reply STOP\n"
     "<2* Is the 20% for members only or can I bring my sister?"},
    {2, "Amara Nwosu", "+61491571266",
     ">3d1120@noor=delivered Thank you for coming to the workshop, Amara. How was it? Noor\n"
     "<83 Loved the workshop on Saturday, when is the next?"},
    {2, "Chidi Okonkwo", "+61491577426",
     ">2d1000$campaign@priya=delivered Hi Chidi, it’s members’ weekend at Tallowood "
     "Brookvale: 20% off spring bulbs, Saturday and Sunday. Show this text at the till. Opt "
     "out: reply STOP\n"
     "<105* Too many texts, please leave me alone"},
    {2, "Cecily Marsh", "+61491570313",
     ">2d1000$campaign@priya=delivered Hi Cecily, it’s members’ weekend at Tallowood "
     "Brookvale: 20% off spring bulbs, Saturday and Sunday. Show this text at the till. Opt "
     "out: reply STOP\n"
     "<240 Do the tulips count too?\n"
     "<239*% Do the tulips count too?"},
    {2, "Imogen Tran", "+61491579455",
     ">1d1040@petra=delivered Hi Imogen, your wreath is ready for you at Mona Vale. Petra\n"
     "<300* Wonderful! I can only come after five, is somebody there? If not I could send my "
     "neighbour, he drives past every day and knows where it is. He would need the order "
     "number I think, which I have lost"},
    {2, NULL, "+61491572665",
     ">9@petra=submitted Hello, the seat in Wednesday's workshop is yours. Bring an apron. "
     "Petra"},
    {2, "Maximiliana Fitzwilliam", "+61491574632",
     ">35$campaign@priya=scheduled^1000 Hi Maximiliana, last day of the members' weekend: 20% "
     "off spring bulbs until 5 pm. Opt out: reply STOP"},
    {2, "Georgia Whelan", "+61491579760",
     ">36$campaign@priya=scheduled^1000 Hi Georgia, last day of the members' weekend: 20% off "
     "spring bulbs until 5 pm. Opt out: reply STOP"},
    {2, "Beatriz Salgado", "+61491575789",
     ">36d0900$campaign@priya=delivered Hi Beatriz, repotting day on Sunday. Opt out: reply "
     "STOP\n"
     "<36d0920 STOP\n"
     ">2d1000$campaign@priya=rejected!opted_out Hi Beatriz, it’s members’ weekend at "
     "Tallowood Brookvale: 20% off spring bulbs, Saturday and Sunday. Show this text at the "
     "till. Opt out: reply STOP"},

    /* Sales: 3 unread */
    {3, "Northhead Landscapes", "+61491572549",
     "<3d1406 Hello, do you hold lilly pilly in 200 mm? We need 40 for a job at Manly, "
     "Wednesday at the latest.\n"
     ">3d1421@dev=delivered We do. 46 in the yard today, $18.40 each for trade. Shall I hold "
     "40 for you until Monday noon?\n"
     "<3d1425 Please. I will come back with a PO\n"
     ">43@dev=delivered {good}, your 40 lilly pilly are on hold until tomorrow noon. Send a "
     "PO number and we load them for Wednesday.\n"
     "<12* Ok for 40 × lilly pilly 200 mm, pick up Wed. PO 7718"},
    {3, "Tomas Eriksen", "+61491573087",
     ">4d1100@tess=delivered Hi Tomas, the citrus truck comes this week. Shall I tell you "
     "when it is there? Tess\n"
     "<4d1130 Yes please!\n"
     "<71* Do you still have the Meyer lemons in the big pots?"},
    {3, "Esther Vance", "+61491577000",
     ">1d1520@dev=delivered Hi Esther, the fountain is repaired. It waits at Mona Vale. Dev\n"
     "<130* Is it heavy? I only have the small car"},
    {3, "Ines Moreau", "+61491578148",
     ">1d1430@dev=delivered Hi Ines, the measurements have arrived, thank you. The quote "
     "comes tomorrow. Dev\n"
     "<1d1450 No hurry\n"
     ">40@dev=held!quiet_hours^900 Your quote for the hedge is ready: $1,840 planted, $1,310 "
     "delivered."},
    {3, "Rosalind Achebe", "+61491577001",
     ">25@tess=queued Hi Rosalind, your rain tank has come in. When may we bring it? Tess"},
    {3, "Lachlan Doherty", "+61491577002",
     ">8@dev=claimed Hi Lachlan, the bamboo is on the truck. Dev"},
    {3, "Signe Halvorsen", "+61491577003",
     ">6@dev=sending Hi Signe, yes, all three kinds are on the shelf. Dev"},
    {3, "Warrick Stone", "+61491577004",
     ">2d1000@dev=rejected!carrier_rejected Hi Warrick, the sandstone is cut. Will you pick "
     "it up? Dev"},
    {3, "Mirela Popescu", "+61491577005",
     ">1d0900@dev=cancelled Hi Mirela, your delivery is on its way. Dev\n"
     ">1d0911@dev=delivered Hi Mirela, your delivery comes tomorrow morning; the truck is "
     "full today. Dev"},

    /* Finance: 2 unread */
    {4, "Owen Castellan", "+61491577006",
     ">2d0930#email=delivered Invoice 20774 is 7 days overdue. If you have paid already, "
     "thank you; then ignore this text.\n"
     "<27* Paid today, ref 004417. Can you stop the reminders?"},
    {4, "Ruby Tanaka", "+61491577007",
     ">53@anh=unknown Invoice 20881 is due on Friday. Pay at the link or reply for help."},
    {4, "Bram Verhoeven", "+61491577008",
     ">1d1015@wren=delivered Hi Bram, the September statement is in your mail. Wren\n"
     "<410* There is a line I don't understand, 14 pallets? We bought four"},
    {4, "Philippa Dunmore", "+61491577009",
     ">5d1000#email=expired!outcome_never_learnt A gentle reminder: invoice 20655 is due "
     "tomorrow."},

    /* The parent's own: 1 unread */
    {1, "Aurelio Santos", "+61491577010",
     ">1d1600@marcus=delivered Hi Aurelio, the council wants the site plan by {d4}. Can you "
     "send it? Marcus\n"
     "<150* Tonight, the printer is jammed"},

    /* Harbour Lane Dental: 1 unread */
    {6, "Winifred Marlowe", "+447700900017",
     ">1d0900#api=delivered Harbour Lane Dental: your appointment is on {d2} at 9.20 am. "
     "Reply YES to confirm or ring us to change it.\n"
     "<33* Can I bring my daughter? She has a wobbly filling"},
    {6, "Desmond Achterberg", "+447700900018",
     ">1d1400@samuel=expired!carrier_expired Hello Desmond, the surgery opens at ten tomorrow."},

    /* Lantern Street: 1 unread each */
    {7, "Cordelia Banks", "+12125550102",
     ">1d1100@theo=delivered Hi Cordelia, The Night Atlas is back in. Theo\n"
     "<22* Hold two for me please"},
    {8, "Ambrose Whitlock", "+12125550103",
     ">2d1500@ngozi=delivered Reading on {d3}, 7 pm: Ana Vidal, The Quiet Orchard. You have 2 "
     "seats.\n"
     "<58* Is it wheelchair friendly?"},
    {0},
};
