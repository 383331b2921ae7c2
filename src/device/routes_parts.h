#pragma once
// The devices' routes by part.

#include "device/device.h"

namespace karya::web {
class Routes;
}

namespace karya::device {

struct DevicePath {
    DeviceId device {};
};
BOOST_DESCRIBE_STRUCT(DevicePath, (), (device))

void add_desk_routes(web::Routes& routes);
void add_review_routes(web::Routes& routes);
void add_file_routes(web::Routes& routes);
void add_list_routes(web::Routes& routes);

} // namespace karya::device
