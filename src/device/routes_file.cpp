// The last way out of a device that finds no network: a file of its events, brought to the desk.

#include "device/devices.h"
#include "device/routes_parts.h"
#include "device/sync.h"
#include "web/routes.h"

namespace karya::device {

namespace {

constexpr std::size_t file_events_max = 1000;

struct FileEvent {
    std::string body {};
    std::string signature {};
};
BOOST_DESCRIBE_STRUCT(FileEvent, (), (body, signature))

struct FileText {
    DeviceId device {};
    std::vector<FileEvent> events {};
};
BOOST_DESCRIBE_STRUCT(FileText, (), (device, events))

struct FileInput {
    web::Upload file {};
    DeviceId device {}; ///< not sent: read and checked before the writer's turn
    std::vector<Letter> letters {};
};
BOOST_DESCRIBE_STRUCT(FileInput, (), (file))

/// How many of them were new, known, and wait for a person.
struct FileTaken {
    DeviceId device {};
    std::int64_t accepted {};
    std::int64_t known {};
    std::int64_t review {};
};
BOOST_DESCRIBE_STRUCT(FileTaken, (), (device, accepted, known, review))

Error bad() { return Error { bad_file }.at("file", "device.bad_file"); }

Result<void> check_file(View& view, FileInput& input)
{
    auto const scope = TRY(org::own(view));
    auto text = from_json_text<FileText>(input.file.bytes);
    if (!text.ok() || text.value().events.size() > file_events_max) return bad();
    input.device = text.value().device;
    TRY(device(view, scope, input.device));
    std::vector<SignedText> events;
    for (auto const& event : text.value().events) events.push_back({ event.body, event.signature });
    input.letters = TRY(check_events(view, input.device, events));
    return {};
}

Result<FileTaken> post_file(Call& call, FileInput const& input)
{
    TRY(device(call.view(), TRY(org::own(call.view())), input.device));
    auto const taken = TRY(take_in(call, input.device, {}, input.letters));
    FileTaken counts { .device = input.device };
    for (auto const& answer : taken.answers) {
        bool const waits = answer.outcome == Outcome::review || answer.outcome == Outcome::conflict;
        ++(waits                                     ? counts.review
               : answer.outcome == Outcome::accepted ? counts.accepted
                                                     : counts.known);
    }
    return counts;
}

} // namespace

void add_file_routes(web::Routes& routes)
{
    routes.slow_command<FileInput, FileTaken>(
        "/meja/perangkat/berkas", manage_right, check_file, post_file,
        { "/meja/perangkat?device={device}&accepted={accepted}&known={known}&review={review}",
          "/meja/perangkat" });
}

} // namespace karya::device
