// What an auditor carries away: everything that the books say of some days of a unit, and how to
// check it without us.

#include "base/hash.h"
#include "base/json.h"
#include "books/books.h"
#include "evidence/evidence.h"
#include "evidence/table.h"
#include "evidence/text.h"
#include "evidence/trade.h"
#include "evidence/zip.h"
#include "ledger/ledger.h"
#include "pnbp/pnbp.h"
#include "premium/premium.h"
#include "tlog/tlog.h"
#include <algorithm>
#include <set>

namespace karya::evidence {

namespace {

struct DepositLine {
    std::string number {};
    pnbp::DepositState state {};
    Rupiah amount {};
    std::optional<std::string> billing {};
    std::optional<std::string> ntpn {};
    std::string ntb {};
    std::optional<Day> paid_on {};
    std::optional<pnbp::MoneySource> money {};
    std::optional<Day> booked_on {};
    std::optional<std::int64_t> entry {};
    std::optional<Timestamp> matched_at {};
};
BOOST_DESCRIBE_STRUCT(DepositLine, (),
                      (number, state, amount, billing, ntpn, ntb, paid_on, money, booked_on, entry,
                       matched_at))

/// What stood and what was to stand instead, by whom.
struct CorrectionLine {
    std::string number {};
    std::int64_t n {};
    pnbp::CorrectionState state {};
    std::string why {};
    std::string was_ntpn {};
    std::string ntpn {};
    std::string was_ntb {};
    std::string ntb {};
    std::string was_channel {};
    std::string channel {};
    Day was_paid_on {};
    Day paid_on {};
    pnbp::MoneySource was_money {};
    pnbp::MoneySource money {};
    std::int64_t was_entry {};
    std::optional<std::int64_t> mirror {};
    Timestamp proposed_at {};
    OfficerId proposed_by {};
    std::optional<Timestamp> decided_at {};
    std::optional<OfficerId> decided_by {};
};
BOOST_DESCRIBE_STRUCT(CorrectionLine, (),
                      (number, n, state, why, was_ntpn, ntpn, was_ntb, ntb, was_channel, channel,
                       was_paid_on, paid_on, was_money, money, was_entry, mirror, proposed_at,
                       proposed_by, decided_at, decided_by))

struct SheetLine {
    std::string number {};
    premium::SheetState state {};
    Day first_day {};
    Day last_day {};
    Rupiah amount {};
    Rupiah paid {};
    std::optional<std::int64_t> entry {};
    std::string hash {};
};
BOOST_DESCRIBE_STRUCT(SheetLine, (),
                      (number, state, first_day, last_day, amount, paid, entry, hash))

/// A step that somebody took with a sheet or a report.
struct StepLine {
    std::string of {};
    std::string step {};
    Timestamp at {};
    OfficerId officer {};
    std::string hash {};
};
BOOST_DESCRIBE_STRUCT(StepLine, (), (of, step, at, officer, hash))

struct ReportLine {
    std::string code {};
    Day first {};
    Day last {};
    std::int64_t version {};
    books::HandDeed state {};
    std::string hash {};
};
BOOST_DESCRIBE_STRUCT(ReportLine, (), (code, first, last, version, state, hash))

/// The first line of the book's file.
struct BookHead {
    UnitId unit {};
    std::string code {};
    std::string previous {}; ///< hash that the first entry follows
};
BOOST_DESCRIBE_STRUCT(BookHead, (), (unit, code, previous))

/// The bundle while it is made.
class Bundle {
public:
    Bundle(View const& view, org::UnitScope const& scope, Days const& days)
        : m_view(view),
          m_scope(scope),
          m_days(days)
    {
    }

    Result<std::string> made()
    {
        TRY(put_book());
        for (auto& file : trade_files(m_view, m_scope, m_days)) m_files.push_back(std::move(file));
        put_deposits();
        put_sheets();
        put_reports();
        TRY(put_log());
        put("BACA-DULU.txt", text::bundle_readme(m_view.lang));
        auto const manifest = TRY(tlog::signed_words(m_view, manifest_words()));
        m_files.insert(m_files.begin(), { "MANIFES.txt", tlog::spelled(manifest) });
        return zipped(m_files);
    }

private:
    void put(std::string name, std::string bytes)
    {
        m_files.push_back({ std::move(name), std::move(bytes) });
    }
    bool inside(Day day) const { return day >= m_days.first && day <= m_days.last; }

    Result<void> put_book()
    {
        BookHead head { m_scope.unit(), m_scope.code(), "" };
        std::string lines;
        if (auto const span = ledger::span_on(m_view.read, m_scope.unit(), m_days.first,
                                              m_days.last)) {
            if (span->before - span->after - 1 > entries_max) return too_many();
            head.previous = TRY(ledger::hash_after(m_view.read, m_scope.unit(), span->after));
            ledger::each_sealed(
                m_view.read, m_scope.unit(), *span,
                [&](ledger::SealedEntry const& entry) { lines += json_text(entry) + "\n"; });
        }
        put("buku.jsonl", json_text(head) + "\n" + lines);
        return {};
    }
    static Error too_many()
    {
        return Error { too_long }
            .with("days", std::to_string(days_max))
            .with("entries", std::to_string(entries_max));
    }
    void put_deposits()
    {
        // Whatever moved on these days, also where a correction moved it away.
        std::set<DepositId> booked;
        for (auto const& booking : pnbp::bookings(m_view, m_scope))
            if (inside(booking.booked_on)) booked.insert(booking.deposit.id);
        std::vector<DepositLine> lines;
        std::vector<CorrectionLine> corrections;
        for (auto const& one : pnbp::all_deposits(m_view, m_scope)) {
            bool const made = !one.booked_on && inside(m_scope.day(one.made_at));
            if (!made && !booked.contains(one.id)) continue;
            auto const number = pnbp::number_of(m_scope, one);
            lines.push_back({ number, one.state, one.amount, one.code, one.ntpn, one.ntb,
                              one.paid_on, one.money, one.booked_on, one.booked_as,
                              one.matched_at });
            for (auto const& correction : pnbp::corrections(m_view, m_scope, one.id))
                corrections.push_back(line_of(number, correction));
            if (auto const photo = pnbp::proof(m_view, m_scope, one.id); photo.ok())
                put("bukti-setor/" + number + ".webp", photo.value());
        }
        put("setoran-pnbp.csv", csv_of(lines));
        put("setoran-koreksi.csv", csv_of(corrections));
    }
    static CorrectionLine line_of(std::string const& number, pnbp::Correction const& one)
    {
        return { number,          one.n,           one.state,         one.why,
                 one.was_ntpn,    one.ntpn,        one.was_ntb,       one.ntb,
                 one.was_channel, one.channel,     one.was_paid_on,   one.paid_on,
                 one.was_money,   one.money,       one.was_booked_as, one.mirrored_as,
                 one.proposed_at, one.proposed_by, one.decided_at,    one.decided_by };
    }
    void put_sheets()
    {
        std::vector<SheetLine> lines;
        std::vector<StepLine> steps;
        for (auto const& one : premium::all_sheets(m_view, m_scope)) {
            if (one.last_day < m_days.first || one.first_day > m_days.last) continue;
            auto const number = premium::number_of(m_scope, one);
            lines.push_back({ number, one.state, one.first_day, one.last_day, one.amount, one.paid,
                              one.booked_as, one.hash });
            for (auto const& step : premium::approvals(m_view, m_scope, one.id))
                steps.push_back({ number, std::string { enum_text(step.step) }, step.at,
                                  step.officer, step.hash });
        }
        put("lembar-premi.csv", csv_of(lines));
        put("persetujuan-premi.csv", csv_of(steps));
    }
    void put_reports()
    {
        std::vector<ReportLine> lines;
        std::vector<StepLine> steps;
        books::Period const wide { m_days.first.next(-366), m_days.last.next(366) };
        for (auto const& one :
             books::reports_of_place(m_view, Level::unit, m_scope.unit().text(), wide)) {
            if (one.last < m_days.first || one.first > m_days.last) continue;
            auto const found = books::report(m_view, one.id);
            if (!found.ok()) continue;
            auto const& report = found.value();
            lines.push_back(
                { report.code, one.first, one.last, one.version, one.state, report.hash });
            put("laporan/" + report.code + ".json", report.content);
            for (auto const& hand : books::hands(m_view, one.id))
                steps.push_back({ report.code, std::string { enum_text(hand.deed) }, hand.at,
                                  hand.officer, hand.hash });
        }
        put("laporan.csv", csv_of(lines));
        put("persetujuan-laporan.csv", csv_of(steps));
    }
    Result<void> put_log()
    {
        auto const head = tlog::newest_checkpoint(m_view);
        if (!head) return tlog::no_key;
        put("catatan/titik-periksa.txt", head->note);
        std::string verifiers;
        auto const origin =
            TRY(tlog::read_checkpoint(TRY(tlog::read_note(head->note)).text)).origin;
        for (auto const& key : tlog::keys(m_view))
            if (key.purpose == tlog::Purpose::log)
                verifiers += tlog::spelled(tlog::verifier_of(origin, key)) + "\n";
        put("catatan/kunci.txt", verifiers);
        for (auto day = m_days.first; day <= m_days.last; day = day.next())
            for (auto const& line : tlog::lines_about(m_view, m_scope.unit(), day))
                put("catatan/" + day.text() + "-" + std::to_string(line.n) + ".tlog-proof",
                    tlog::spelled(TRY(tlog::receipt_of(m_view, line.n))));
        return {};
    }
    /// Who, when, and every file with its hash.
    std::string manifest_words() const
    {
        auto words = "karya bukti 1\nunit " + m_scope.code() + "\nhari " + m_days.first.text() + " "
            + m_days.last.text() + "\ndibuat " + rfc3339(m_view.now) + "\n";
        for (auto const& file : m_files)
            words += sha256_hex(file.bytes) + " " + std::to_string(file.bytes.size()) + " "
                + file.name + "\n";
        return words;
    }

    View const& m_view;
    org::UnitScope const& m_scope;
    Days m_days;
    std::vector<File> m_files {};
};

} // namespace

Result<std::string> bundle(View const& view, org::UnitScope const& scope, Days const& days)
{
    if (days.first > days.last || days.last > scope.day(view.now))
        return Error { bad_days }.at("until", "evidence.bad_days");
    if (days.last > days.first.next(days_max - 1))
        return Error { too_long }
            .with("days", std::to_string(days_max))
            .with("entries", std::to_string(entries_max))
            .at("until", "evidence.bad_days");
    return Bundle { view, scope, days }.made();
}

} // namespace karya::evidence
