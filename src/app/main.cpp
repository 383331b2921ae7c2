#include "app/cli.h"

int main(int count, char** words) { return karya::app::run(count, words); }
