#pragma once
// SQL of exchange_upload*.

#include "exchange/upload.h"

namespace karya::exchange::store {

enum class Part : std::uint8_t { sent, refused };
BOOST_DESCRIBE_ENUM(Part, sent, refused)

void insert_upload(db::Tx& tx, Upload const& upload, std::string_view text);
std::optional<Upload> upload(db::Read& read, UploadId id);
/// Newest first, at most 50.
std::vector<Upload> uploads_of(db::Read& read, OfficerId officer);
/// Bytes of all files that are kept.
std::int64_t bytes_kept(db::Read& read);
/// The bytes of the file, or the CSV of refused rows.
std::optional<std::string> part(db::Read& read, UploadId id, Part part);
/// False while it is being taken.
bool delete_upload(db::Tx& tx, UploadId id);
/// Those never taken and not changed since `unfinished`, and those ended before `finished`.
void delete_old(db::Tx& tx, Timestamp unfinished, Timestamp finished);
/// From `checked`; false when it is not there.
bool begin_taking(db::Tx& tx, UploadId id, Timestamp at);

// ---- The node that works on one ----

/// The smallest that nobody holds.
std::optional<Upload> next_upload(db::Read& read, Timestamp now);

struct Hold {
    UploadId id {};
    std::string holder {};
    Timestamp now {};
    Timestamp until {};
};
/// False when another node was first.
bool hold(db::Tx& tx, Hold const& wanted);
/// Says that work goes on; false when it is no longer this node's.
bool keep_hold(db::Tx& tx, Hold const& held, std::int64_t progress);
/// Gives it back as it was.
void release(db::Tx& tx, Hold const& held);

struct Ending {
    UploadState state {};
    std::string result {};
    std::string trouble {};
    std::string refused {};
};
/// False when it is no longer this node's.
bool end(db::Tx& tx, Hold const& held, Ending const& ending);

} // namespace karya::exchange::store
