package import Rooms
import Kernel

/// What is counted of sessions and activities (counting.md §1). Unlike things are never added.
package enum Indicators {
    package static let visits = Indicator(
        "visits", title: Phrase("参观人次", "Visits"), unit: Phrase("人次", "visits"),
        definition: Phrase("一人到现场参加一次为一人次；预约、浏览和线上观看都不计入。", "One attendance on site. Bookings, page views and viewing online are not in it."))
    package static let viewers = Indicator(
        "viewers", title: Phrase("线上观看人次", "Viewer-times"), unit: Phrase("观看人次", "viewer-times"),
        definition: Phrase("一个场次内不同设备或账号计一次；跨场次相加，得观看人次。", "Distinct devices or accounts within one session, summed over sessions."))
    package static let views = Indicator(
        "views", title: Phrase("播放次数", "Views"), unit: Phrase("次", "views"),
        definition: Phrase("每次打开播放计一次；不是人数。", "Each start of the player counts once; it is no number of people."))
    package static let peak = Indicator(
        "peak", title: Phrase("同时在线峰值", "Peak audience"), unit: Phrase("人", "at once"),
        definition: Phrase("同一时刻观看的最多设备数；从不相加。", "The most devices watching at one moment; never added up."), total: .none)
    package static let watched = Indicator(
        "watched", title: Phrase("有效观看", "Watched long enough"), unit: Phrase("次", "times"),
        definition: Phrase("观看达到规定秒数的次数，秒数由来源注明。", "Viewings that lasted the number of seconds that the source states."))
    package static let downloads = Indicator(
        "downloads", title: Phrase("下载次数", "Downloads"), unit: Phrase("次", "downloads"),
        definition: Phrase("文件被下载的次数；不是人次。", "How often a file was downloaded; these are no visits."))
    package static let impressions = Indicator(
        "impressions", title: Phrase("展示次数", "Impressions"), unit: Phrase("次", "impressions"),
        definition: Phrase("内容被展示的次数；不是人次，也不是观看。", "How often something was shown; neither visits nor viewers."))

    package static let all = [visits, viewers, views, peak, watched, downloads, impressions]
    /// The indicator of that key, or nil.
    package static func named(_ key: String) -> Indicator? { all.first { $0.key == key } }
}
