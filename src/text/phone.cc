/* phone.cc: phone numbers as people type them; libphonenumber behind a C face
 *
 * The library decides what a country code is, what a trunk prefix is and how long a mobile
 * number may be. It is asked for lengths only, never whether a range has been assigned:
 * plans change faster than its tables, and the ranges kept for fiction must work. */
#include <phonenumbers/phonenumberutil.h>
#include <unicode/uchar.h>

#include <string>
#include <unordered_map>

extern "C" {
#include "text/phone.h"
#include "text/utf8.h"
}

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

namespace
{

/* Digits beyond these are counted but not read; twice what E.164 has room for. */
constexpr size_t DIGITS_READ = 30;
constexpr uint32_t OFF_BY_MOST = DIGITS_READ;

/* Numbers whose spelling a worker remembers: some 300 KB. */
constexpr size_t SHOWN_MOST = 2048;

/* Ways people dial abroad, longest first; the library knows only the one of the country. */
const char *const dial_abroad[] = {"0011", "011", "00"};

const PhoneNumberUtil &plans()
{
    return *PhoneNumberUtil::GetInstance();
}

std::string string_of(struct str text)
{
    return text.len ? std::string(text.at, text.len) : std::string();
}

struct str str_from_string(struct arena *arena, const std::string &text)
{
    return str_copy(arena, {text.data(), text.size()});
}

/* What stands between digits, in any script: blanks, brackets, dots, slashes, dashes. */
bool is_divider(uint32_t point)
{
    const auto c = static_cast<UChar32>(point);
    static const std::u32string marks = U"().·/\u2212\uff08\uff09\uff0e\uff0f";

    return u_isUWhiteSpace(c) || u_charType(c) == U_DASH_PUNCTUATION ||
           u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) ||
           marks.find(static_cast<char32_t>(point)) != std::u32string::npos;
}

bool is_plus(uint32_t point)
{
    return point == '+' || point == 0xff0b;
}

/* Only ASCII digits and a leading plus are left in `dialled`. */
void typed_read(struct phone *phone, std::string *dialled)
{
    struct str rest = phone->typed;

    while (rest.len > 0 && phone->fault == PHONE_FINE) {
        const struct str before = rest;
        const uint32_t point = utf8_next(&rest);
        const int32_t digit = u_charDigitValue(static_cast<UChar32>(point));

        if (digit >= 0) {
            if (phone->digits++ < DIGITS_READ)
                dialled->push_back(static_cast<char>('0' + digit));
        } else if (is_plus(point) && dialled->empty()) {
            dialled->push_back('+');
        } else if (!is_divider(point)) {
            phone->odd = str_upto(before, before.len - rest.len);
            phone->fault = u_isalpha(static_cast<UChar32>(point)) ? PHONE_LETTERS : PHONE_SIGNS;
        }
    }
    if (phone->fault == PHONE_FINE && phone->digits == 0)
        phone->fault = PHONE_EMPTY;
    phone->has_plus = !dialled->empty() && dialled->front() == '+';
}

bool is_e164_long(const PhoneNumber &number)
{
    std::string e164;

    plans().Format(number, PhoneNumberUtil::E164, &e164);
    return e164.size() >= PHONE_DIGITS_LEAST + 1 && e164.size() <= PHONE_DIGITS_MOST + 1;
}

/* As long as a mobile of its country, or a fixed line that the plan knows. */
bool is_length_right(const PhoneNumber &number)
{
    const auto type = plans().GetNumberType(number);

    if (!is_e164_long(number))
        return false;
    return plans().IsPossibleNumberForTypeWithReason(number, PhoneNumberUtil::MOBILE) ==
               PhoneNumberUtil::IS_POSSIBLE ||
           type == PhoneNumberUtil::FIXED_LINE || type == PhoneNumberUtil::FIXED_LINE_OR_MOBILE;
}

bool number_read(const std::string &dialled, const std::string &country, PhoneNumber *number)
{
    return plans().Parse(dialled, country, number) == PhoneNumberUtil::NO_PARSING_ERROR;
}

bool is_right(const std::string &dialled, const std::string &country, PhoneNumber *number)
{
    return number_read(dialled, country, number) && is_length_right(*number);
}

/* Somebody who dials from elsewhere: 00, 011 or 0011 stands for the plus. */
bool is_right_from_abroad(const std::string &dialled, const std::string &country,
                          PhoneNumber *number)
{
    for (const char *prefix : dial_abroad) {
        const std::string start = prefix;

        if (dialled.compare(0, start.size(), start) == 0 &&
            is_right("+" + dialled.substr(start.size()), country, number))
            return true;
    }
    return false;
}

/* How many digits have to go (at the end) or to come until the length is right; 0: none. */
uint32_t digits_missing(const std::string &dialled, const std::string &country)
{
    PhoneNumber number;

    for (uint32_t n = 1; n <= OFF_BY_MOST; n++)
        if (is_right(dialled + std::string(n, '5'), country, &number))
            return n;
    return 0;
}

uint32_t digits_surplus(const std::string &dialled, const std::string &country)
{
    PhoneNumber number;

    for (uint32_t n = 1; n < dialled.size(); n++)
        if (is_right(dialled.substr(0, dialled.size() - n), country, &number))
            return n;
    return 0;
}

std::string country_of(const PhoneNumber &number)
{
    std::string country;

    plans().GetRegionCodeForNumber(number, &country);
    if (country.empty() || country == "ZZ")
        plans().GetRegionCodeForCountryCode(number.country_code(), &country);
    return country;
}

/* The country whose length is compared: of the code that was typed, else the reader's. */
std::string country_meant(const struct phone *phone, const std::string &dialled,
                          const std::string &country)
{
    PhoneNumber number;

    if (phone->has_plus && number_read(dialled + "5555", country, &number))
        return country_of(number);
    return phone->has_plus ? std::string() : country;
}

bool is_without_trunk(const std::string &dialled, const std::string &country)
{
    std::string trunk;

    plans().GetNddPrefixForRegion(country, true, &trunk);
    return trunk == "0" && dialled.front() != '0';
}

void fault_find(struct arena *arena, struct phone *phone, const std::string &dialled,
                const std::string &country)
{
    const std::string meant = country_meant(phone, dialled, country);
    const uint32_t missing = digits_missing(dialled, country);
    const uint32_t surplus = digits_surplus(dialled, country);

    phone->country = meant.empty() ? str_of(nullptr) : str_from_string(arena, meant);
    if (meant.empty() || (missing == 0 && surplus == 0)) {
        phone->fault = PHONE_COUNTRY;
    } else if (missing > 0 && (surplus == 0 || missing <= surplus)) {
        phone->fault = PHONE_SHORT;
        phone->off_by = missing;
    } else {
        phone->fault = PHONE_LONG;
        phone->off_by = surplus;
        if (phone->digits > DIGITS_READ)
            phone->off_by += phone->digits - static_cast<uint32_t>(DIGITS_READ);
    }
    phone->lacks_trunk = !phone->has_plus && is_without_trunk(dialled, country);
}

struct str formatted(struct arena *arena, const PhoneNumber &number,
                     PhoneNumberUtil::PhoneNumberFormat format)
{
    std::string text;

    plans().Format(number, format, &text);
    return str_from_string(arena, text);
}

/* Spelling a number runs through dozens of regular expressions, and a list of 50 names the
 * same ones at every look: it was a third of an inbox page. It depends on nothing but its two
 * parameters, so what was found once stays true; the whole memory is dropped when it is full.
 */
using spellings = std::unordered_map<std::string, std::string>;

spellings &spellings_known()
{
    static spellings known;

    if (known.size() >= SHOWN_MOST)
        known.clear();
    return known;
}

bool e164_read(struct str e164, PhoneNumber *number)
{
    if (e164.len < 2 || e164.len > PHONE_DIGITS_MOST + 1 || e164.at[0] != '+')
        return false;
    for (size_t i = 1; i < e164.len; i++)
        if (e164.at[i] < '0' || e164.at[i] > '9')
            return false;
    return number_read(string_of(e164), "ZZ", number);
}

} // namespace

extern "C" {

void phone_warm(void)
{
    PhoneNumber number;

    static_cast<void>(is_right("+61491570157", "AU", &number));
}

bool phone_country_exists(struct str country)
{
    return country.len == 2 && plans().GetCountryCodeForRegion(string_of(country)) != 0;
}

struct phone phone_parse(struct arena *arena, struct str country, struct str typed)
{
    struct phone phone = {};
    const std::string home = string_of(country);
    std::string dialled;
    PhoneNumber number;

    phone.typed = str_trim(typed);
    typed_read(&phone, &dialled);
    if (phone.fault != PHONE_FINE)
        return phone;
    if (!is_right(dialled, home, &number) && !is_right_from_abroad(dialled, home, &number)) {
        fault_find(arena, &phone, dialled, home);
        return phone;
    }
    phone.e164 = formatted(arena, number, PhoneNumberUtil::E164);
    phone.country = str_from_string(arena, country_of(number));
    return phone;
}

struct str phone_show(struct arena *arena, struct str country, struct str e164)
{
    const std::string home = string_of(country);
    spellings &known = spellings_known();
    const auto found = known.find(home + string_of(e164));
    PhoneNumber number;
    std::string text;

    if (found != known.end())
        return str_from_string(arena, found->second);
    if (!e164_read(e164, &number))
        return e164;
    plans().Format(number,
                   plans().GetCountryCodeForRegion(home) == number.country_code()
                       ? PhoneNumberUtil::NATIONAL
                       : PhoneNumberUtil::INTERNATIONAL,
                   &text);
    known.emplace(home + string_of(e164), text);
    return str_from_string(arena, text);
}

struct str phone_show_international(struct arena *arena, struct str e164)
{
    PhoneNumber number;

    if (!e164_read(e164, &number))
        return e164;
    return formatted(arena, number, PhoneNumberUtil::INTERNATIONAL);
}

} // extern "C"
