/* script_finance.c: invoices and what people write about them */
#include "demo/script.h"

const char *const script_finance[] = {
    ">#email Invoice {no} over {bill} is due on {d3}. Pay at tallowood.example/pay or reply "
    "for help.\n"
    "<300 Paid today, thanks",

    ">#email Invoice {no} is 7 days overdue. If you have paid already, thank you; then ignore "
    "this text.",

    ">#email Invoice {no} over {bill} is due on {d3}. Pay at tallowood.example/pay or reply "
    "for help.\n"
    "<45 I never got that invoice. Can you send it again?\n"
    ">30 Sent to your e-mail address just now. I moved the due date to {d5}. {me}\n"
    "<4 Thank you",

    "< Hi, can I pay {no} in two halves?\n"
    ">35 Yes. Half by {d3}, half by the end of the month; no fee. {me}\n"
    "<3 Perfect",

    "> Hi {f}, we have a payment of {bill} without a reference. Is it for invoice {no}?\n"
    "<50 Yes sorry\n"
    ">5 Booked, all settled.",

    "< Our ABN has changed, where do I send it?\n"
    ">40 accounts@tallowood.example, or reply with the eleven digits.\n"
    "<10 Emailed",

    "> Your statement for last month is in your mail. Balance: {bill}. Questions? Reply here.",

    ">#email We have your payment of {bill} for invoice {no}. Thank you.",

    "< Please stop the reminders, I paid on Monday\n"
    ">25 You are right, it came in this morning. No more reminders. Sorry. {me}\n"
    "<8 no worries",

    "> Hi {f}, the credit for the returned pots, {price}, is on your account. Shall we pay it "
    "out or keep it for the next invoice?\n"
    "<65 Keep it please",

    "< Who do I talk to about a trade account\n"
    ">20 Me. I send you the form: two pages, and it takes a day. {me}, Finance\n"
    "<6 👌",

    "> Hi {f}, your card was declined for order {no}. Could you try again at "
    "tallowood.example/pay?\n"
    "<35 New card, forgot. Done now\n"
    ">4 It went through. Thank you.",

    "< The invoice says 12 bags but I only got 10\n"
    ">18 I asked the dock: two are still here. Shall we send them with {d2}'s truck or credit "
    "them?\n"
    "<7 Send please\n"
    ">2 They are on it.",

    ">#email A gentle reminder: invoice {no} over {bill} is due tomorrow.\n"
    "<20 On it",

    NULL,
};
