#include "app/cli.h"
#include <sys/stat.h>

int main(int count, char** words)
{
    ::umask(0077); // books, addresses and keys are their owner's alone, wherever they are written
    return karya::app::run(count, words);
}
