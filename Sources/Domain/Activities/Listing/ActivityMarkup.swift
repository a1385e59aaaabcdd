import Formats
import Kernel
import Language
import Markup
import Regions
import Venues
import Web

/// What search engines read of an activity's page, and the way to its other formats: for the page's head.
struct ActivityMarkup {
    let model: PublicActivity
    let visit: Visit

    /// Sessions that are told; the rest is on the page.
    private static let most = 50

    var head: HTML {
        HTML {
            link(.rel("alternate"), .type("application/json"), .href("/activities/\(model.activity.id).json"))
            if !model.sessions.isEmpty { link(.rel("alternate"), .type("text/calendar"), .href("/activities/\(model.activity.id).ics")) }
            if let text { dataBlock(.linkedData, json: text) }
        }
    }

    /// JSON-LD; nil where no day is known.
    var text: String? {
        let told = model.sessions.filter { !$0.isOver(at: visit.now) }
        let sessions = Array((told.isEmpty ? Array(model.sessions.suffix(1)) : told).prefix(Self.most))
        if sessions.isEmpty {
            guard let begin = content.period?.firstAt(in: content.zone), let end = content.period?.lastAt(in: content.zone) else { return nil }
            return bare(begin: begin, end: end, content.zone).jsonLD
        }
        let events = sessions.map(event)
        return events.count == 1 ? events[0].jsonLD : EventMarkup.jsonLD(events)
    }

    private var content: ActivityContent { model.content }
    private var page: String { visit.origin + "/activities/" + model.activity.id.text }

    private func event(_ session: ActivitySession) -> EventMarkup {
        var event = bare(begin: session.begin, end: session.end, session.zone)
        if model.sessions.count > 1 { event.page = page + "#session-" + session.id.text }
        if session.status == .cancelled { event.status = .cancelled }
        if session.status == .moved, event.status == .scheduled { event.status = .rescheduled }
        (event.placesTotal, event.placesLeft) = (session.capacity, session.left.map { max(0, $0) })
        event.booking = session.capacity == nil ? nil : page + "#session-" + session.id.text
        return event
    }

    private func bare(begin: Instant, end: Instant, _ zone: Zone) -> EventMarkup {
        var event = EventMarkup(
            name: content.title(visit.language), page: page, language: content.title.language(for: visit.language).tag, begin: begin, end: end, zone: zone)
        event.status =
            switch model.activity.status {
            case .scheduled: .scheduled
            case .rescheduled: .rescheduled
            case .movedOnline: .movedOnline
            case .cancelled: .cancelled
            }
        let summary = content.summary(visit.language)
        if !summary.isEmpty { event.description = summary }
        if let image = content.imageURL { event.images = [image] }
        if content.mode != .online { event.place = place }
        // Where the address is told later, or in words, the page is where one finds it.
        if content.mode != .onsite { event.meeting = content.meetingAddress ?? page }
        event.organiser = model.organiser.map { EventMarkup.Body(name: $0.name(visit.language)) }
        event.isFree = content.isFree
        event.ages = ages
        if let parent = model.parent {
            event.partOf = EventMarkup.Body(name: parent.content.title(visit.language), page: visit.origin + "/activities/" + parent.activity.id.text)
        }
        return event
    }

    private var place: EventMarkup.Place {
        let regions = content.region.map { visit.regions.path(of: $0).map { visit.say($0.name) } } ?? []
        let known: String? = (model.venue?.name ?? content.place?.name)?(visit.language) ?? regions.last
        let name: String = known ?? visit.say(Phrase("地点待公布", "Place to be announced"))
        let point = model.venue?.point ?? content.place?.point
        return EventMarkup.Place(
            name: name, address: (model.venue?.address ?? content.place?.address)?(visit.language), regions: regions,
            point: point.flatMap { MapPoint(latitude: $0.latitude, longitude: $0.longitude) },
            page: model.venue.map { visit.origin + "/venues/" + $0.id.text })
    }

    private var ages: String? {
        switch (content.ageMin, content.ageMax) {
        case (nil, nil): nil
        case (let min, let max): "\(min ?? 0)-\(max.map(String.init) ?? "")"
        }
    }
}
