#include "app/answers.h"
#include "app/money.h"
#include "app/subjects.h"

namespace karya::app {

void answer_for_modules()
{
    catalogue::tell_money_by(money_path);
    core::tell_subjects_by(subject_of);
}

} // namespace karya::app
