#include "base/check.h"
#include "catalogue/image.h"

/// Any bytes are a picture or a problem; a picture has four renditions within their sizes.
extern "C" int LLVMFuzzerTestOneInput(unsigned char const* bytes, std::size_t size)
{
    using namespace karya::catalogue;
    auto const rendered = image::render({ reinterpret_cast<char const*>(bytes), size });
    if (rendered.problem != image::Problem::none) return 0;
    for (auto const& rendition : rendered.renditions) {
        CHECK(rendition.width > 0 && rendition.width <= 1200);
        CHECK(rendition.height > 0 && rendition.height <= 1200);
        CHECK(!rendition.bytes.empty());
    }
    return 0;
}
