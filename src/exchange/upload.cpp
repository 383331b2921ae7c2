#include "exchange/upload.h"
#include "base/base64.h"
#include "base/hash.h"
#include "base/json.h"
#include "core/audit.h"
#include "exchange/store_upload.h"
#include <algorithm>

namespace karya::exchange {

namespace {

constexpr std::size_t kept_each = 5; ///< files and results of one account
constexpr std::int64_t taking_each = 3;
constexpr std::int64_t bytes_max = 1LL << 30;

TakesData& takes_data()
{
    static TakesData decide = nullptr;
    return decide;
}

Result<void> check_taken_here(Call& call, Kind kind)
{
    auto const allowed = kinds_in(call.actor.role);
    if (std::ranges::find(allowed, kind) == allowed.end()) return forbidden;
    if (takes_data()) return takes_data()(call.tx);
    return {};
}

void note(Call& call, std::string_view what, Upload const& upload, std::string after = {})
{
    core::audit(call,
                { .what = what,
                  .object = upload.id.text(),
                  .after = std::move(after),
                  .unit = upload.unit });
}

/// The account's older files go, except those being taken.
Result<void> make_room(Call& call, std::int64_t size)
{
    auto const mine = store::uploads_of(call.tx, call.actor.officer);
    if (std::ranges::count(mine, UploadState::taking, &Upload::state) >= taking_each)
        return too_many_uploads;
    for (std::size_t i = kept_each - 1; i < mine.size(); ++i)
        store::delete_upload(call.tx, mine[i].id);
    if (store::bytes_kept(call.tx) + size > bytes_max) return uploads_full;
    return {};
}

} // namespace

void keep_takes_data(TakesData decide) { takes_data() = decide; }

Imported Upload::imported() const
{
    if (result.empty()) return {};
    auto read = from_json_text<Imported>(result);
    CHECK(read.ok());
    return read.take();
}

std::vector<Kind> kinds_in(Role role)
{
    if (role == Role::kasi || role == Role::head) return { Kind::products, Kind::sales };
    if (role == Role::admin) return { Kind::units };
    return {};
}

std::vector<Kind> kinds_out(Role role)
{
    if (role == Role::cashier) return { Kind::products, Kind::units };
    return { Kind::products, Kind::sales, Kind::ledger, Kind::units };
}

Result<Upload> own_upload(View const& view, UploadId id)
{
    auto found = store::upload(view.read, id);
    if (!found || found->officer != view.actor.officer || found->unit != view.actor.unit)
        return not_found;
    return std::move(*found);
}

std::vector<Upload> own_uploads(View const& view)
{
    auto mine = store::uploads_of(view.read, view.actor.officer);
    std::erase_if(mine, [&](Upload const& upload) { return upload.unit != view.actor.unit; });
    return mine;
}

Result<std::string> refused_rows(View const& view, UploadId id)
{
    auto const upload = TRY(own_upload(view, id));
    auto rows = store::part(view.read, upload.id, store::Part::refused);
    if (!rows) return not_found;
    return std::move(*rows);
}

SentFile packed(Kind kind, std::string_view bytes)
{
    return { kind, static_cast<std::int64_t>(bytes.size()), to_base64(bytes), sha256_hex(bytes) };
}

Result<UploadId> put_upload(Call& call, SentFile const& file)
{
    TRY(check_taken_here(call, file.kind));
    if (file.size == 0) return no_rows;
    TRY(make_room(call, file.size));
    Upload const upload { .id = UploadId::make(call.now),
                          .kind = file.kind,
                          .state = UploadState::checking,
                          .officer = call.actor.officer,
                          .officer_name = call.actor.name,
                          .role = call.actor.role,
                          .unit = call.actor.unit,
                          .kanwil = call.actor.kanwil,
                          .lang = std::string { name_of(call.lang) },
                          .size = file.size,
                          .created_at = call.now };
    store::insert_upload(call.tx, upload, file.text);
    note(call, "exchange.upload", upload, file.hash);
    return upload.id;
}

Result<void> take_upload(Call& call, UploadId id)
{
    auto const upload = TRY(own_upload(call.view(), id));
    TRY(check_taken_here(call, upload.kind));
    if (upload.state == UploadState::taking || upload.state == UploadState::done) return {};
    if (upload.state != UploadState::checked) return not_ready;
    if (upload.imported().taken == 0) return no_rows;
    if (!store::begin_taking(call.tx, id, call.now)) return not_ready;
    note(call, "exchange.take_upload", upload);
    return {};
}

Result<void> discard_upload(Call& call, UploadId id)
{
    auto const upload = TRY(own_upload(call.view(), id));
    if (!store::delete_upload(call.tx, id)) return not_ready;
    note(call, "exchange.discard_upload", upload);
    return {};
}

} // namespace karya::exchange
