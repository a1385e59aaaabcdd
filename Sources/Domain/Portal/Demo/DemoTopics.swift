import Activities
import Language

/// What the demonstration's activities are about, and in which form.
struct DemoTopic: Sendable {
    let key: String
    let zh: String
    let en: String

    init(_ key: String, _ zh: String, _ en: String) { (self.key, self.zh, self.en) = (key, zh, en) }

    static let all = [
        DemoTopic("space", "空间站的一天", "A Day on the Space Station"), DemoTopic("space", "火星与月球", "Mars and the Moon"),
        DemoTopic("astronomy", "秋夜星空", "The Autumn Sky"), DemoTopic("astronomy", "太阳黑子", "Sunspots"),
        DemoTopic("ai", "会学习的机器", "Machines That Learn"), DemoTopic("ai", "机器人", "Robots"),
        DemoTopic("quantum", "量子的世界", "The Quantum World"), DemoTopic("energy", "氢能与储能", "Hydrogen and Storage"),
        DemoTopic("climate", "双碳生活", "Living with Less Carbon"), DemoTopic("climate", "台风从哪里来", "Where Typhoons Come From"),
        DemoTopic("ocean", "深海探测", "Exploring the Deep Sea"), DemoTopic("ocean", "珊瑚礁", "Coral Reefs"),
        DemoTopic("eco", "身边的鸟类", "The Birds Around Us"), DemoTopic("eco", "湿地与候鸟", "Wetlands and Migrating Birds"),
        DemoTopic("plants", "种子的旅行", "How Seeds Travel"), DemoTopic("plants", "食虫植物", "Plants That Eat Insects"),
        DemoTopic("health", "看得见的心跳", "Your Heartbeat Made Visible"), DemoTopic("health", "食品安全", "Safe Food"),
        DemoTopic("agriculture", "一粒稻米", "A Grain of Rice"), DemoTopic("geology", "岩石会说话", "What Rocks Tell"),
        DemoTopic("geology", "恐龙化石", "Dinosaur Fossils"), DemoTopic("safety", "地震逃生", "Safe in an Earthquake"),
        DemoTopic("chemistry", "厨房里的化学", "Chemistry in the Kitchen"), DemoTopic("physics", "声音的秘密", "The Secrets of Sound"),
        DemoTopic("engineering", "桥梁与高铁", "Bridges and Fast Trains"), DemoTopic("heritage", "古代的科技", "The Science of Ancient China"),
    ]
}

/// A form in which a topic is offered.
struct DemoTemplate: Sendable {
    let kind: ActivityKind
    let zh: String
    let en: String
    let textZH: String
    let textEN: String
    let minutes: Int
    let capacity: Int?

    func title(_ topic: DemoTopic) -> Wording { Wording("\(topic.zh)\(zh)（示例）", "\(topic.en): \(en) (demo)") }

    static let all = [
        DemoTemplate(kind: .lecture, zh: "：专家讲座", en: "a talk", textZH: "科研人员用半小时讲清一个问题，再用半小时回答提问。", textEN: "A researcher explains one question in half an hour and answers yours in another.", minutes: 90, capacity: 120),
        DemoTemplate(kind: .workshop, zh: "：亲子动手课", en: "a family workshop", textZH: "孩子和家长一起动手，做好的作品可以带走。", textEN: "Children and parents build something together and take it home.", minutes: 120, capacity: 30),
        DemoTemplate(kind: .exhibition, zh: "：主题展", en: "an exhibition", textZH: "互动展品和讲解员，可以自由参观。", textEN: "Hands-on exhibits with guides; walk in when you like.", minutes: 420, capacity: nil),
        DemoTemplate(kind: .openDay, zh: "：实验室开放日", en: "open laboratory", textZH: "平时不开放的实验室，这一天由研究生带您参观。", textEN: "Laboratories that are closed all year; students show you around.", minutes: 360, capacity: 200),
        DemoTemplate(kind: .show, zh: "：科学秀", en: "a science show", textZH: "看得见、听得见的实验，适合全家。", textEN: "Experiments to see and hear, for the whole family.", minutes: 60, capacity: 150),
        DemoTemplate(kind: .contest, zh: "：知识竞赛", en: "a quiz", textZH: "三人一队，答题、实验、抢答。", textEN: "Teams of three answer, experiment and race to the buzzer.", minutes: 150, capacity: 90),
        DemoTemplate(kind: .tour, zh: "：大篷车进校园", en: "the caravan comes to school", textZH: "科普大篷车带来二十件展品，学生轮流体验。", textEN: "The caravan brings twenty exhibits; classes take turns.", minutes: 240, capacity: 300),
        DemoTemplate(kind: .training, zh: "：教师培训", en: "for teachers", textZH: "面向科学教师的示范课和教具培训。", textEN: "Model lessons and teaching kits for science teachers.", minutes: 180, capacity: 40),
        DemoTemplate(kind: .visit, zh: "：野外考察", en: "a field trip", textZH: "跟着研究人员走一段路，学会观察和记录。", textEN: "Walk with a researcher and learn to watch and to note.", minutes: 240, capacity: 25),
    ]
}
