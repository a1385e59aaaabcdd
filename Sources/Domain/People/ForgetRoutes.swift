import Access
import Kernel
import Markup
import Rooms
import Storage
import Web

/// `/desk/forget`: every room empties what identifies the person behind a reference; counts stay (counting.md §3, step 12).
enum ForgetRoutes {
    static let form = Form(
        FormField(
            "reference", "预约码、电话或登录名", "Booking code, telephone number or login", .text(max: 100), required: true,
            hint: Phrase("申请人提供的；按电话清除此号码的全部预约", "As the person names it; a number empties everything booked with it"))
    )

    static func routes(_ house: House) -> [Route] {
        [
            .get("/desk/forget", .permitted(People.manageAccounts)) { visit in
                try visit.signedIn().require(People.manageAccounts, within: [.all])
                return page(form.empty, visit)
            },
            .post("/desk/forget", .permitted(People.manageAccounts)) { visit in
                var reading = form.read(visit.posted)
                guard reading.isGood else { return page(reading, visit, status: 422) }
                let (reference, actor) = (reading.text("reference"), try visit.signedIn())
                try actor.require(People.manageAccounts, within: [.all])
                let emptied = try await visit.database.write { tx in
                    try house.personalData.reduce(0) { $0 + (try $1.forget(tx, reference, actor.account.id.number)) }
                }
                guard emptied > 0 else {
                    reading.remark("reference", Phrase("没有找到与此对应的个人信息。", "Nothing about a person was found under this reference."))
                    return page(reading, visit, status: 422)
                }
                return visit.see("/desk/forget", saying: Phrase("已清除个人信息，统计数字不变。", "What identified the person is gone; every count stays."))
            },
        ]
    }

    private static func page(_ reading: FormReading, _ visit: Visit, status: Int = 200) -> Answer {
        visit.desk(
            Phrase("被遗忘的请求", "Requests to be forgotten"),
            lede: Phrase(
                "清除能识别个人的字段并销毁其密钥；人数、状态和扫描记录保留。", "Empties what identifies the person and destroys their key; party size, state and scans stay."),
            status: status
        ) { visit.formHTML(reading, action: "/desk/forget", submit: Phrase("清除", "Forget"), danger: true) }
    }
}
