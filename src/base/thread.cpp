#include "base/thread.h"
#include <pthread.h>
#include <string>

namespace karya {

void name_thread(char const* name)
{
    ::pthread_setname_np(::pthread_self(), std::string { name }.substr(0, 15).c_str());
}

} // namespace karya
