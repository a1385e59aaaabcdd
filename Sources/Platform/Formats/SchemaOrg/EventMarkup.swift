package import Kernel

/// What search engines read about an activity: an `Event` of schema.org as JSON-LD.
package struct EventMarkup: Sendable, Equatable {
    package enum Status: String, Sendable, CaseIterable {
        case scheduled = "EventScheduled"
        case rescheduled = "EventRescheduled"
        case postponed = "EventPostponed"
        case movedOnline = "EventMovedOnline"
        case cancelled = "EventCancelled"
    }

    package struct Place: Sendable, Equatable {
        package var name: String
        package var address: String?
        /// The names of the administrative units, large to small: province, prefecture, county.
        package var regions: [String] = []
        package var point: MapPoint?
        package var page: String?

        package init(name: String, address: String? = nil, regions: [String] = [], point: MapPoint? = nil, page: String? = nil) {
            (self.name, self.address, self.regions, self.point, self.page) = (name, address, regions, point, page)
        }
    }

    package struct Body: Sendable, Equatable {
        package var name: String
        package var page: String?

        package init(name: String, page: String? = nil) { (self.name, self.page) = (name, page) }
    }

    package var name: String
    package var page: String
    /// `zh-Hans` or `en`.
    package var language: String
    package var begin: Instant
    package var end: Instant?
    package var zone: Zone
    package var status = Status.scheduled
    /// When it was to begin before it was moved.
    package var previousBegin: Instant?
    package var description: String?
    package var images: [String] = []
    /// Where on site; nil when it is online only.
    package var place: Place?
    /// Where online; nil when it is on site only.
    package var meeting: String?
    package var organiser: Body?
    package var isFree: Bool?
    /// Where to book.
    package var booking: String?
    package var placesTotal: Int?
    package var placesLeft: Int?
    /// `7-12`, `7-`
    package var ages: String?
    /// The activity that this is one session of.
    package var partOf: Body?

    package init(name: String, page: String, language: String, begin: Instant, end: Instant?, zone: Zone) {
        (self.name, self.page, self.language) = (name, page, language)
        (self.begin, self.end, self.zone) = (begin, end, zone)
    }
}
