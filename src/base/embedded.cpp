#include "base/embedded.h"
#include <algorithm>

namespace karya {

namespace embedded {

std::string_view seed(std::string_view name)
{
    auto const all = seeds();
    auto const found = std::ranges::find(all, name, &Seed::name);
    CHECK(found != all.end());
    return found->bytes;
}

} // namespace embedded

namespace text {

namespace {

embedded::Word const* word(std::string_view key)
{
    auto const all = embedded::words();
    auto const found = std::ranges::lower_bound(all, key, {}, &embedded::Word::key);
    return found != all.end() && found->key == key ? &*found : nullptr;
}

} // namespace

std::string fill(std::string_view words, Args const& args)
{
    std::string result;
    while (!words.empty()) {
        auto const open = words.find('{');
        auto const close = words.find('}', open == std::string_view::npos ? 0 : open);
        result += words.substr(0, open);
        if (open == std::string_view::npos) break;
        CHECK(close != std::string_view::npos);
        auto const name = words.substr(open + 1, close - open - 1);
        auto const value = std::ranges::find(args, name, &Args::value_type::first);
        if (value != args.end()) result += value->second;
        words.remove_prefix(close + 1);
    }
    return result;
}

std::string find(Lang lang, std::string_view key, Args const& args)
{
    auto const* const found = word(key);
    if (!found) return std::string { key };
    return fill(lang == Lang::id ? found->id : found->en, args);
}

bool has(std::string_view key) { return word(key) != nullptr; }

} // namespace text

} // namespace karya
