#pragma once
// Files sent by the browser: kept between sending, preview and taking, each the account's own.

#include "core/call.h"
#include "exchange/exchange.h"

namespace karya {
using UploadId = Id<struct UploadTag>;
}

namespace karya::exchange {

/// `checking` and `taking` wait for a node or are under way at one; `checked` waits for a person.
enum class UploadState : std::uint8_t { checking, checked, taking, done, failed };
BOOST_DESCRIBE_ENUM(UploadState, checking, checked, taking, done, failed)

struct Upload {
    UploadId id {};
    Kind kind {};
    UploadState state {};
    OfficerId officer {};
    std::string officer_name {};
    Role role {};
    UnitId unit {};
    KanwilId kanwil {};
    std::string lang {};
    std::int64_t size {}; ///< bytes
    Timestamp created_at {};
    Timestamp changed_at {};
    std::string holder {};
    Timestamp held_until {};
    std::int64_t tries {};
    std::int64_t progress {}; ///< percent
    std::string result {};    ///< JSON of Imported, or empty
    std::string trouble {};

    Actor actor() const { return { officer, officer_name, role, unit, kanwil }; }
    bool under_way() const
    {
        return state == UploadState::checking || state == UploadState::taking;
    }
    Imported imported() const;
};
BOOST_DESCRIBE_STRUCT(Upload, (),
                      (id, kind, state, officer, officer_name, role, unit, kanwil, lang, size,
                       created_at, changed_at, holder, held_until, tries, progress, result,
                       trouble))

/// What the role may bring in: the unit's own goods and sales, or the units.
std::vector<Kind> kinds_in(Role role);
/// What the role may take out.
std::vector<Kind> kinds_out(Role role);

/// The account's own. Fails: core.not_found.
Result<Upload> own_upload(View const& view, UploadId id);
/// Its latest ones, newest first.
std::vector<Upload> own_uploads(View const& view);
/// The refused rows with their reasons as CSV. Fails: core.not_found.
Result<std::string> refused_rows(View const& view, UploadId id);

/// A file made ready to be kept: what takes time, outside of the transaction.
struct SentFile {
    Kind kind {};
    std::int64_t size {};
    std::string text {}; ///< base64
    std::string hash {};
};
SentFile packed(Kind kind, std::string_view bytes);

/// Keeps a file to be checked. The account's older ones make room. Audited.
/// Fails: core.forbidden (kind), exchange.no_rows (an empty file), too_many_uploads, uploads_full,
/// and what app says of the installation (a demonstration takes no real data).
Result<UploadId> put_upload(Call& call, SentFile const& file);
/// Lets a checked upload be taken; a repeat is fine. Audited.
/// Fails: core.not_found, core.forbidden, exchange.not_ready, exchange.no_rows.
Result<void> take_upload(Call& call, UploadId id);
/// Throws the file away. Audited. Fails: core.not_found, exchange.not_ready (being taken).
Result<void> discard_upload(Call& call, UploadId id);

} // namespace karya::exchange
