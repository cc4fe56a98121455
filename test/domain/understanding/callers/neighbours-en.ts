/** Close to a yes in their words and none in their meaning. */
export const NEIGHBOURS_EN = `
    Yes, where do I press
    Yes and then who gets back to me
    Yes what am I supposed to say
    Yes I'm looking for Mr Baker
    Well yes, my fridge is making a noise
    Is there even a human there
    Yes, there's no water in my house
    Yes, it's one of those things
    Good, and how long does that take
    Yeah yeah, blah blah
    yes hello I'm calling about my account
    yes hi, it's about my delivery
    yes my printer keeps blinking
    yeah my internet's gone down again
    yes, so the thing is
    yeah right, so my washing machine
    yes that's right, the engineer never came
    yes, yes, yes, my printer is broken
    yeah exactly, that's why I'm calling
    right, so I need to move my appointment
    okay, so, my contract's up
    great, someone finally picked up
    yes but only if it's free
    yes but how does it work
    yeah but is it safe
    yes if you tell me who you are
    yes if I had WhatsApp
    if I had a smartphone, yes
    yes if I knew how
    I'm driving at the moment
    yes I'm driving at the moment
    I'm in a meeting
    I can't talk right now
    okay I'm in a meeting
    right, I'm at work
    I haven't got time for this
    because I'm on the train
    if that's quicker
    if it's no trouble
    are you sure
    are you sure about that
    is that safe then
    you sure
    really
    is it definitely free
    and that's free
    and it's safe
    and then what happens
    turn that music down will you
    shut the door please
    come on, we're leaving
    yes darling, I'm coming
    okay sweetie just a second
    hang on, someone's at the door
    no, it's all right
    no, that's okay
    no, that's fine
    no it's okay thanks
    no no, I'm still here
    yeah no, I don't know
    yes, in theory
    yeah maybe, we'll see
    I need to ask my wife first
    that's up to my boss
    yes I didn't catch that
    what, on WhatsApp
    WhatsApp
    on WhatsApp?
    my WhatsApp isn't working
    send someone out to me
    send me the contract please
    send my engineer back
    yeah brilliant, that's all I needed
    oh great, a machine
    good, when is the engineer coming
    sure, if it's free
    I'd love to speak to a person
    yes, customer service please
    yes please put me through to sales
    that's interesting
    that's a joke
    correct, that's what it says on my bill
    yes I'm sure you do
    sure you are
    I'm not sure that's right
    fine mess this is
    yes it was ordered on Monday
    yeah the one with the red light
    yes I've already done that
    yes who's this
    yeah what does it cost
    yes I've got a question
    yes good morning, Jane Weber here
    yes my car won't start
    I've a complaint to make
    yeah I'm ringing about the heating
    okay and then what
    yes I need a doctor's appointment
    hang on I need to pull over
    yes the machine is making a strange noise
    good, could I speak to the manager
    yeah lovely, and where's my parcel
    yes the light's still on
    yes the engineer came on Monday
    exactly, Tuesday at three
    right, the bill from March
    yes that's customer number four five six
    yes is Mr Smith there
    what if I don't have WhatsApp
    could I send photos on there
    do you even have my number
    yeah yeah, that's what you all say
    sure, and pigs might fly`
