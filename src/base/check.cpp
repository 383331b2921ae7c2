#include "base/check.h"

namespace karya {

void broken(char const* file, int line, char const* promise)
{
    throw Bug { std::string { file } + ":" + std::to_string(line) + ": " + promise };
}

} // namespace karya
